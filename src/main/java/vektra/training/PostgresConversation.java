package vektra.training;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * PostgreSQL's protocol 3.0 with SCRAM-SHA-256, as its manual tells them (chapter Frontend/Backend Protocol, and RFC
 * 5802), seen from the server. It knows no tables: there is a row only where a session asks for its user, and always a spare database.
 */
final class PostgresConversation implements Sham.Conversation {
    private static final String ACTS_AS = "SET role = '";
    /** What asks for the databases that stand ready, and for a login that came with one. */
    private static final String SPARE = "|| '_login'";

    private static final String UNCLAIMED = "'^s[";
    private static final int ITERATIONS = 4096;
    private static final byte[] SALT = new byte[16];
    private static final String[][] PARAMETERS = {
        {"server_version", "17.0"},
        {"server_encoding", "UTF8"},
        {"client_encoding", "UTF8"},
        {"DateStyle", "ISO, MDY"},
        {"TimeZone", "UTC"},
        {"integer_datetimes", "on"},
        {"standard_conforming_strings", "on"},
        {"is_superuser", "on"},
    };

    /** What a session says of a login that it makes: the name, then the parts of its verifier as PostgreSQL writes them. */
    private static final Pattern MAKES_LOGIN =
            Pattern.compile("ROLE \"([^\"]+)\" .*PASSWORD 'SCRAM-SHA-256\\$([0-9]+):([^$]+)\\$[^:]+:([^']+)'");

    private final Verifier administrator;
    private final Map<String, Verifier> logins = new ConcurrentHashMap<>();
    private volatile String owner = "";

    /** What a server keeps of a password, in Base64 but for the number. */
    private record Verifier(String iterations, String salt, String serverKey) {}

    /** All users have that password but those that a session makes a login. */
    PostgresConversation(String password) {
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, 256))
                    .getEncoded();
            administrator = new Verifier(String.valueOf(ITERATIONS), base64(SALT), base64(hmac(salted, "Server Key")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void hold(DataInputStream in, DataOutputStream out) throws IOException, GeneralSecurityException {
        String start = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
        String user = start.substring(start.indexOf("user\0") + 5).split("\0", 2)[0];
        authenticate(logins.getOrDefault(user, administrator), in, out);
        for (String[] parameter : PARAMETERS) {
            send(out, 'S', text(parameter[0] + "\0" + parameter[1] + "\0"));
        }
        send(out, 'K', new byte[8]);
        send(out, 'Z', text("I"));
        out.flush();
        String query = "";
        String state = "I";
        for (int type = in.read(); type >= 0 && type != 'X'; type = in.read()) {
            String body = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
            if (type == 'P' || type == 'Q') {
                query = body;
                state = query.contains("BEGIN") ? "T" : query.contains("COMMIT") ? "I" : state;
                int role = query.indexOf(ACTS_AS);
                Matcher login = MAKES_LOGIN.matcher(query);
                if (login.find()) {
                    logins.put(login.group(1), new Verifier(login.group(2), login.group(3), login.group(4)));
                }
                owner = role < 0 ? owner : query.substring(role + ACTS_AS.length(), query.lastIndexOf('\''));
            }
            answer(out, type, query, state);
        }
    }

    private static void authenticate(Verifier verifier, DataInputStream in, DataOutputStream out)
            throws IOException, GeneralSecurityException {
        authentication(out, 10, "SCRAM-SHA-256\0\0");
        String initial = password(in);
        String clientFirst = initial.substring(initial.indexOf("n="));
        String nonce = clientFirst.substring(clientFirst.indexOf("r=")) + "sham";
        String serverFirst = nonce + ",s=" + verifier.salt() + ",i=" + verifier.iterations();
        authentication(out, 11, serverFirst);
        String clientFinal = password(in);
        String proofless = clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
        byte[] key = Base64.getDecoder().decode(verifier.serverKey());
        byte[] signature = hmac(key, clientFirst + "," + serverFirst + "," + proofless);
        authentication(out, 12, "v=" + base64(signature));
        authentication(out, 0, "");
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text(message));
    }

    /** The payload of a password message, with the name of the mechanism before it in the first one. */
    private static String password(DataInputStream in) throws IOException {
        in.readByte();
        return new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
    }

    private static void authentication(DataOutputStream out, int kind, String payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new DataOutputStream(body).writeInt(kind);
        body.writeBytes(text(payload));
        send(out, 'R', body.toByteArray());
        out.flush();
    }

    private void answer(DataOutputStream out, int asked, String query, String state) throws IOException {
        switch (asked) {
            case 'P' -> send(out, '1', new byte[0]);
            case 'B' -> send(out, '2', new byte[0]);
            case 'C' -> send(out, '3', new byte[0]);
            case 'D' -> send(out, 'T', columns());
            case 'E' -> {
                if (query.contains(SPARE) && !query.contains("NOT IN")) {
                    send(out, 'D', row("vektra_spare_0123456789ab", ""));
                } else if (query.contains(UNCLAIMED)) {
                    send(out, 'D', row("s".repeat(63), ""));
                } else if (query.contains("current_user")) {
                    send(out, 'D', row(query.contains("rolsuper") ? "t" : owner, "f"));
                }
                send(out, 'C', text("SELECT 1\0"));
            }
            // the driver begins a transaction so
            case 'Q' -> {
                send(out, 'C', text("BEGIN\0"));
                send(out, 'Z', text(state));
            }
            case 'S' -> send(out, 'Z', text(state));
            default -> {
                // Flush and what no driver sends here need no answer
            }
        }
        out.flush();
    }

    private static byte[] columns() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(body);
        fields.writeShort(2);
        for (String name : new String[] {"a", "b"}) {
            fields.write(text(name + "\0"));
            fields.writeInt(0);
            fields.writeShort(0);
            fields.writeInt(25); // the type text
            fields.writeShort(-1);
            fields.writeInt(-1);
            fields.writeShort(0);
        }
        return body.toByteArray();
    }

    private static byte[] row(String... columns) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream values = new DataOutputStream(body);
        values.writeShort(columns.length);
        for (String value : columns) {
            values.writeInt(text(value).length);
            values.write(text(value));
        }
        return body.toByteArray();
    }

    private static void send(DataOutputStream out, char type, byte[] body) throws IOException {
        out.write(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
