package vektra.manifest.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.text.Shown;

/** Reads JSON. Numbers and words such as {@code true} become the texts that they are written as. */
final class JsonTree {
    private static final int DEEPEST = 50;

    private final Source source;

    JsonTree(Source source) {
        this.source = source;
    }

    /** What the file holds; what is not JSON is INVALID. */
    Tree read() {
        try (JsonParser in = new JsonFactory().createParser(source.text())) {
            in.nextToken();
            Tree tree = tree(in, 0);
            if (in.nextToken() != null) {
                throw Source.wrong(at(in), "there is text after the last bracket", "delete it");
            }
            return tree;
        } catch (JsonProcessingException e) {
            String problem = String.valueOf(e.getOriginalMessage()).replaceFirst("(?s)\n.*", "");
            throw Source.wrong(at(e.getLocation()), "not JSON: " + Shown.plain(problem), "see the line");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    private Tree tree(JsonParser in, int depth) throws IOException {
        Position at = at(in);
        if (depth > DEEPEST) {
            throw Source.wrong(at, "nested too deeply", "at most " + DEEPEST + " levels");
        }
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(in, at, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Tree> items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(tree(in, depth + 1));
            }
            return new Tree.Items(at, items);
        }
        return new Tree.Scalar(at, in.getText(), token == JsonToken.VALUE_STRING);
    }

    private Tree.Fields fields(JsonParser in, Position at, int depth) throws IOException {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            Position there = at(in);
            in.nextToken();
            Tree.Field before = fields.put(key, new Tree.Field(there, tree(in, depth + 1)));
            if (before != null) {
                throw Source.wrong(
                        there,
                        "the key " + Shown.quoted(key) + " occurs twice",
                        "it is already in line " + before.at().line() + ": keep one of them");
            }
        }
        return new Tree.Fields(at, fields);
    }

    private Position at(JsonParser in) {
        return at(in.currentTokenLocation());
    }

    private Position at(JsonLocation location) {
        return new Position(source.name(), location.getLineNr(), location.getColumnNr());
    }
}
