package vektra.provider.sqs.server.queues.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Shown;

/** A message attribute. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Attribute(String name, String type, byte[] value) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\.[^\\p{Cntrl}]+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?|[+-]?[0-9]+\\.");
    private static final int LONGEST = 256;
    private static final int MOST = 10;

    public boolean isBinary() {
        return type.startsWith("Binary");
    }

    public String text() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** What counts of it for the size of a message. */
    public int size() {
        return name.getBytes(StandardCharsets.UTF_8).length + type.length() + value.length;
    }

    /** As clients get it. */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (isBinary()) {
            shown.put("BinaryValue", value);
        } else {
            shown.put("StringValue", text());
        }
        shown.put("DataType", type);
        return shown;
    }

    /** The attributes that a request names, in the order of their names. */
    public static List<Attribute> of(Map<String, Object> given, boolean limited) {
        if (limited && given.size() > MOST) {
            throw Refusal.invalid(
                    "Number of message attributes [" + given.size() + "] exceeds the allowed maximum [" + MOST + "].");
        }
        List<Attribute> all = new ArrayList<>();
        given.forEach((name, value) -> all.add(of(name, Input.of(value, "MessageAttributes"))));
        all.sort(Comparator.comparing(Attribute::name));
        return all;
    }

    private static Attribute of(String name, Input value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST
                || !NAME.matcher(name).matches()
                || lower.startsWith("aws.")
                || lower.startsWith("amazon.")) {
            throw Refusal.invalid("The message attribute name '" + Shown.brief(name) + "' is invalid.");
        }
        String type = value.text("DataType");
        if (type == null || type.length() > LONGEST || !TYPE.matcher(type).matches()) {
            throw Refusal.invalid("The type of message (user) attribute '" + name
                    + "' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        }
        String text = value.text(type.startsWith("Binary") ? "BinaryValue" : "StringValue");
        if (text == null || text.isEmpty()) {
            throw Refusal.invalid("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (type.startsWith("Binary")) {
            return new Attribute(name, type, decoded(name, text));
        }
        if (type.startsWith("Number")
                && (text.length() > LONGEST || !NUMBER.matcher(text).matches())) {
            throw Refusal.invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        Message.requireText(text);
        return new Attribute(name, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String name, String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The value of message (user) attribute '" + name + "' is not Base64.");
        }
    }

    /** As SDKs compute it, in hexadecimal. */
    public static String md5(List<Attribute> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Attribute each : attributes) {
                for (byte[] part : List.of(
                        each.name.getBytes(StandardCharsets.UTF_8), each.type.getBytes(StandardCharsets.UTF_8))) {
                    out.writeInt(part.length);
                    out.write(part);
                }
                out.writeByte(each.isBinary() ? 2 : 1);
                out.writeInt(each.value.length);
                out.write(each.value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return md5(bytes.toByteArray());
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
