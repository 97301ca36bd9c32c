package vektra.store.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import vektra.store.format.Node;

/** What a commit does to one file, named from the home; doing it again leaves the same file. */
public sealed interface Image {
    String path();

    record Put(String path, Text content) implements Image {}

    record Append(String path, long offset, Text content) implements Image {}

    record Delete(String path) implements Image {}

    /** Gives the file of {@code from} the name {@code path}; done already when there is none. */
    record Move(String path, String from) implements Image {}

    /** Adds a line to a file that all processes write, unless the line is there. */
    record Log(String path, Text content) implements Image {}

    default boolean touches(String wanted) {
        return path().equals(wanted) || (this instanceof Move move && move.from.equals(wanted));
    }

    static void write(JsonGenerator out, Image image) throws IOException {
        if (image instanceof Put put) {
            out.writeStringField("put", put.path);
            out.writeStringField("content", put.content.text());
        } else if (image instanceof Append append) {
            out.writeStringField("append", append.path);
            out.writeNumberField("offset", append.offset);
            out.writeStringField("content", append.content.text());
        } else if (image instanceof Delete delete) {
            out.writeStringField("delete", delete.path);
        } else if (image instanceof Move move) {
            out.writeStringField("move", move.path);
            out.writeStringField("from", move.from);
        } else if (image instanceof Log log) {
            out.writeStringField("log", log.path);
            out.writeStringField("content", log.content.text());
        }
    }

    static Image read(Node node) {
        if (node.has("put")) {
            return new Put(node.text("put"), new Text(node.text("content")));
        }
        if (node.has("append")) {
            return new Append(node.text("append"), node.number("offset"), new Text(node.text("content")));
        }
        if (node.has("delete")) {
            return new Delete(node.text("delete"));
        }
        if (node.has("move")) {
            return new Move(node.text("move"), node.text("from"));
        }
        return new Log(node.text("log"), new Text(node.text("content")));
    }

    /** Lines of UTF-8: a record must not hold an array, which compares by identity. */
    record Text(String text) {
        public static Text of(byte[] utf8) {
            return new Text(new String(utf8, StandardCharsets.UTF_8));
        }

        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
