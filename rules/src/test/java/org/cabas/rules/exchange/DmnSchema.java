package org.cabas.rules.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The OMG's schemas of DMN 1.3, as another engine ships them. */
final class DmnSchema {
    private static final Schema SCHEMA = schema();

    private DmnSchema() {}

    private static Schema schema() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            return factory.newSchema(DmnSchema.class.getResource("/org/omg/spec/DMN/20191111/DMN13.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException("the schemas of DMN 1.3", e);
        }
    }

    /** What a file has against the schema; nothing for a valid one. */
    static List<String> violations(byte[] file) throws IOException {
        var found = new ArrayList<String>();
        try {
            var validator = SCHEMA.newValidator();
            validator.setErrorHandler(new ErrorHandler() {
                @Override
                public void warning(SAXParseException e) {
                    found.add(e.getMessage());
                }

                @Override
                public void error(SAXParseException e) {
                    found.add(e.getMessage());
                }

                @Override
                public void fatalError(SAXParseException e) {
                    found.add(e.getMessage());
                }
            });
            validator.validate(new StreamSource(new ByteArrayInputStream(file)));
        } catch (SAXException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        return found;
    }
}
