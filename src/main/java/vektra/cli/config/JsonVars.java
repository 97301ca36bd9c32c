package vektra.cli.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Reads config vars as {@code config --json} prints them: one object of texts. */
final class JsonVars {
    private JsonVars() {}

    /** No .env file begins like that. */
    static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** What is no object of texts is INVALID. */
    static Map<String, String> parse(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        try (JsonParser in = new JsonFactory().createParser(text)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    throw wrong("the value of " + Shown.quoted(name) + " is not a text");
                }
                if (variables.put(name, in.getText()) != null) {
                    throw wrong(Shown.quoted(name) + " occurs twice");
                }
            }
            if (in.nextToken() != null) {
                throw wrong("there is text after the object");
            }
            return variables;
        } catch (IOException e) {
            // its message repeats what it read, which may be a secret
            throw wrong("it begins like JSON but is not valid JSON");
        }
    }

    private static VektraException wrong(String what) {
        return VektraException.invalid(what, "as JSON an object is taken: {\"NAME\": \"value\"}");
    }
}
