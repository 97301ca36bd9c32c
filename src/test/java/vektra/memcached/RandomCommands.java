package vektra.memcached;

import java.util.Random;

/** Commands on few keys, so that they get in each other's way; nothing in them depends on the time. */
final class RandomCommands {
    private static final String[] KEYS = {"a", "b", "n", "Zm9v"};
    private static final String[] VALUES = {"", "0", "9", "10", "x", "99999", "some text", "18446744073709551615"};
    private static final String[] EXPTIMES = {"0", "0", "0", "-1"};
    private static final String[] META_FLAGS = {
        "v", "c", "k", "s", "f", "t", "q", "h", "u", "I", "O7", "T0", "N0", "R30", "F5", "C3", "D5", "J7", "MA", "ME",
        "MD", "MI", "MR", "MS", "x"
    };

    private final Random random;

    RandomCommands(Random random) {
        this.random = random;
    }

    String[] lines(int count) {
        String[] lines = new String[count];
        for (int i = 0; i < count; i++) {
            lines[i] = line();
        }
        return lines;
    }

    private String line() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> storage(one("set", "add", "replace", "append", "prepend"), "");
            case 2 -> storage("cas", " " + (1 + random.nextInt(30)));
            case 3 -> one("get ", "gets ") + one(KEYS) + " " + one(KEYS);
            case 4 ->
                one("incr ", "decr ") + one(KEYS) + " " + one("1", "9", "100", "18446744073709551615") + noreply();
            case 5 -> "delete " + one(KEYS) + noreply();
            case 6 -> "touch " + one(KEYS) + " " + one(EXPTIMES) + noreply();
            case 7 -> one("gat ", "gats ") + one(EXPTIMES) + " " + one(KEYS) + " " + one(KEYS);
            case 8 -> "mg " + one(KEYS) + flags();
            case 9 -> "md " + one(KEYS) + flags();
            case 10 -> "ma " + one(KEYS) + flags();
            default -> {
                String value = one(VALUES);
                yield "ms " + one(KEYS) + " " + value.length() + flags() + "\r\n" + value;
            }
        };
    }

    private String storage(String command, String cas) {
        String value = one(VALUES);
        return command + " " + one(KEYS) + " " + random.nextInt(3) + " " + one(EXPTIMES) + " " + value.length() + cas
                + noreply() + "\r\n" + value;
    }

    private String flags() {
        StringBuilder flags = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            flags.append(' ').append(one(META_FLAGS));
        }
        return flags.toString();
    }

    private String noreply() {
        return random.nextInt(8) == 0 ? " noreply" : "";
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
