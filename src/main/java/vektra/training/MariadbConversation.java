package vektra.training;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** MariaDB's protocol: accepts any password, has done whatever it is asked to do, and finds one row in every table. */
final class MariadbConversation implements Sham.Conversation {
    private static final int QUIT = 1;
    private static final int QUERY = 3;
    /** Protocol 4.1 with plugins for passwords, transactions and several results; no TLS. */
    private static final int ABILITIES = 0x1f_a20c;

    private static final int AUTOCOMMIT = 2;
    private static final int UTF8 = 45;
    private static final int TEXT = 0xfd;
    private static final int END = 0xfe;
    private static final int MANY = 0xff;
    private static final String SALT = "abcdefghijklmnopqrst";
    private static final int FIRST_PART = 8;

    @Override
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        send(out, 0, greeting());
        read(in);
        send(out, 2, done());
        for (byte[] asked = read(in); asked[0] != QUIT; asked = read(in)) {
            String text = new String(asked, 1, asked.length - 1, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            if (asked[0] == QUERY && text.startsWith("select")) {
                byte[][] row = {bytes(1), column(), end(), text("1"), end()};
                for (int i = 0; i < row.length; i++) {
                    send(out, i + 1, row[i]);
                }
            } else {
                send(out, 1, done());
            }
        }
    }

    private static byte[] greeting() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes(10));
        all.write(terminated("5.5.5-10.11.6-MariaDB"));
        all.write(number(1, 4));
        all.write(terminated(SALT.substring(0, FIRST_PART)));
        all.write(number(ABILITIES, 2));
        all.write(bytes(UTF8));
        all.write(number(AUTOCOMMIT, 2));
        all.write(number(ABILITIES >> 16, 2));
        all.write(bytes(SALT.length() + 1));
        all.write(new byte[10]);
        all.write(terminated(SALT.substring(FIRST_PART)));
        all.write(terminated("mysql_native_password"));
        return all.toByteArray();
    }

    private static byte[] done() {
        return bytes(0, 0, 0, AUTOCOMMIT, 0, 0, 0);
    }

    private static byte[] end() {
        return bytes(END, 0, 0, AUTOCOMMIT, 0);
    }

    private static byte[] column() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : new String[] {"def", "", "", "", "a", "a"}) {
            all.write(text(name));
        }
        all.write(bytes(12, UTF8, 0));
        all.write(number(MANY, 4));
        all.write(bytes(TEXT, 0, 0, 0, 0, 0));
        return all.toByteArray();
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        in.readByte();
        return in.readNBytes(length);
    }

    private static void send(DataOutputStream out, int number, byte[] packet) throws IOException {
        out.write(number(packet.length, 3));
        out.write(number);
        out.write(packet);
        out.flush();
    }

    private static byte[] text(String text) {
        byte[] all = new byte[text.length() + 1];
        all[0] = (byte) text.length();
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, all, 1, text.length());
        return all;
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    /** The lowest byte first. */
    private static byte[] number(int value, int size) {
        byte[] all = new byte[size];
        for (int i = 0; i < size; i++) {
            all[i] = (byte) (value >> (8 * i));
        }
        return all;
    }

    private static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }
}
