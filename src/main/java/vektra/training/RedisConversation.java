package vektra.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Redis as its protocol RESP2 describes it: commands are arrays of bulk strings. It keeps nothing but names of users. */
final class RedisConversation implements Sham.Conversation {
    private static final String INFO = "redis_version:7.0.15\r\nredis_mode:standalone\r\nrole:master\r\n";
    private static final String OK = "+OK\r\n";
    private static final String MAKES_USER = "acl setuser ";

    private final Set<String> users = new ConcurrentSkipListSet<>(Set.of("default"));

    @Override
    @SuppressWarnings("deprecation") // the lines are ASCII
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        boolean app = false; // whether a user that a session made has logged in
        List<String> queued = null; // the answers of a transaction so far
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            StringBuilder words = new StringBuilder();
            for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
                byte[] word = in.readNBytes(Integer.parseInt(in.readLine().substring(1)) + 2);
                words.append(new String(word, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT))
                        .append(' ');
            }
            String command = words.toString();
            String answer = answer(command);
            app |= command.startsWith("auth ");
            if (app && command.startsWith("select 0")) {
                answer = "-NOPERM\r\n";
            } else if (command.startsWith("multi")) {
                queued = new ArrayList<>();
            } else if (command.startsWith("exec") && queued != null) {
                answer = "*" + queued.size() + "\r\n" + String.join("", queued);
                queued = null;
            } else if (queued != null) {
                queued.add(answer);
                answer = "+QUEUED\r\n";
            }
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String answer(String command) {
        if (command.startsWith(MAKES_USER)) {
            users.add(command.substring(MAKES_USER.length()).split(" ", 2)[0]);
            return OK;
        }
        if (command.startsWith("info")) {
            return bulk(INFO);
        }
        if (command.startsWith("config get databases")) {
            return array("databases", "16");
        }
        if (command.startsWith("acl whoami")) {
            return bulk("default");
        }
        if (command.startsWith("acl users")) {
            return array(users.toArray(String[]::new));
        }
        if (command.startsWith("acl getuser")) {
            return "*4\r\n" + bulk("flags") + array("on") + bulk("commands") + bulk("+@all");
        }
        if (command.startsWith("eval") || command.startsWith("del ") || command.startsWith("acl deluser")) {
            return ":1\r\n";
        }
        boolean list = command.startsWith("config get") || command.startsWith("module") || command.startsWith("comm");
        return list ? array() : OK;
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private static String array(String... texts) {
        StringBuilder all = new StringBuilder("*" + texts.length + "\r\n");
        for (String text : texts) {
            all.append(bulk(text));
        }
        return all.toString();
    }
}
