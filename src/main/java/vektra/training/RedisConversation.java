package vektra.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Redis as its protocol RESP2 tells it: commands are arrays of bulk strings. It keeps nothing. */
final class RedisConversation implements Sham.Conversation {
    private static final String INFO = "redis_version:7.0.15\r\nredis_mode:standalone\r\nrole:master\r\n";

    @Override
    @SuppressWarnings("deprecation") // the lines are ASCII
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = "";
            for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
                byte[] word = in.readNBytes(Integer.parseInt(in.readLine().substring(1)) + 2);
                command += new String(word, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT) + " ";
            }
            out.write(answer(command).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static String answer(String command) {
        if (command.startsWith("info")) {
            return "$" + INFO.length() + "\r\n" + INFO + "\r\n";
        }
        if (command.startsWith("config get databases")) {
            return "*2\r\n$9\r\ndatabases\r\n$2\r\n16\r\n";
        }
        boolean list = command.startsWith("config get") || command.startsWith("acl list") || command.startsWith("comm");
        return list ? "*0\r\n" : "+OK\r\n";
    }
}
