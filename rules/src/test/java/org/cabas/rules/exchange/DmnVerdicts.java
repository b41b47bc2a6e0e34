package org.cabas.rules.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.kie.api.builder.Message;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.DMNValidatorFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What others say of a file in DMN: the OMG's schemas of DMN 1.3, and the validation of the engine that ships them. */
final class DmnVerdicts {
    private static final Schema SCHEMA = schema();
    private static final DMNValidator VALIDATOR = DMNValidatorFactory.newValidator();

    private DmnVerdicts() {}

    private static Schema schema() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            return factory.newSchema(DmnVerdicts.class.getResource("/org/omg/spec/DMN/20191111/DMN13.xsd"));
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

    /**
     * What kie-dmn-validation has against a file, its schema, its model and how it compiles; nothing for a sound one. Not its warnings: it would
     * have a table of one outcome without that outcome's name and type, which modelers write and need.
     */
    static List<String> objections(byte[] file) {
        return VALIDATOR
                .validate(
                        new StringReader(new String(file, StandardCharsets.UTF_8)),
                        Validation.VALIDATE_SCHEMA,
                        Validation.VALIDATE_MODEL,
                        Validation.VALIDATE_COMPILATION)
                .stream()
                .filter(message -> message.getLevel() == Message.Level.ERROR)
                .map(DMNMessage::toString)
                .toList();
    }
}
