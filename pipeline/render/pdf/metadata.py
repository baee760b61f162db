"""Metadata in XMP (ISO 16684-1): one file that claims PDF/A-3a and PDF/UA-1 at once, inside one rdf:RDF."""

from xml.sax.saxutils import escape

END = b"</rdf:RDF>"
UA = "http://www.aiim.org/pdfua/ns/id/"

# PDF/A-3 allows a property of another standard only with its schema described (ISO 19005-3, 6.6.2.3).
CLAIM = f"""
<rdf:Description xmlns:pdfuaid="{UA}" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def with_claims(rdf: bytes, identifier: str, language: str) -> bytes:
    """Return an rdf:RDF element with the claim of PDF/UA-1, the work's identifier and its language added inside it."""
    if rdf.count(END) != 1:
        raise ValueError("metadata without one rdf:RDF element")
    work = f"""<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">
  <dc:identifier>{escape(identifier)}</dc:identifier>
  <dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
"""
    return rdf.replace(END, (CLAIM + work).encode() + END)
