"""Metadata in XMP (ISO 16684-1): one file that claims PDF/A-3a and PDF/UA-1 at once, inside one rdf:RDF."""

from xml.etree import ElementTree as Xml  # the packet is the engine's own, never a source's

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
UA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

# PDF/A-3 allows a property of another standard only with its schema described (ISO 19005-3, 6.6.2.3).
UA_SCHEMA = f"""
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfuaid="{UA}" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
""", f"""
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfaExtension="{EXTENSION}" xmlns:pdfaSchema="{SCHEMA}"
                 xmlns:pdfaProperty="{PROPERTY}" rdf:about="">
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
