package vektra.drain.encode;

import java.nio.charset.StandardCharsets;

/** Writes the element {@code [vektra@32473 name="value"]} of RFC 5424 and the space behind it; a dash when it is empty. */
public final class StructuredData {
    /** The number is IANA's for examples: no organization's. */
    private static final byte[] ID = Ascii.bytes("[vektra@32473");

    private final Bytes out;
    private boolean begun;

    public StructuredData(Bytes out) {
        this.out = out;
    }

    StructuredData add(String name, long value) {
        begin(name);
        out.decimal(value);
        out.put('"');
        return this;
    }

    public StructuredData add(String name, String value) {
        begin(name);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\' || b == ']') {
                out.put('\\');
            }
            out.put(b >= 0 && b < ' ' ? ' ' : b);
        }
        out.put('"');
        return this;
    }

    public void end() {
        out.put(begun ? ']' : '-');
        out.put(' ');
    }

    private void begin(String name) {
        if (!begun) {
            out.put(ID);
            begun = true;
        }
        out.put(' ');
        out.put(name);
        out.put('=');
        out.put('"');
    }
}
