"""The page: a resolution as one semantic HTML tree, from which the HTML is written and the PDF is set."""
