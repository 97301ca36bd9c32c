package vektra.memcached.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.Key;

/**
 * The key and flags of a meta command.
 *
 * <p>The rules are those of memcached 1.6.18, with {@code E} as later releases have it.
 */
final class MetaRequest {
    private static final String KNOWN = "bcfhklqstuvCDEFIJLMNOPRT";
    private static final int MAX_WORDS = 19;
    private static final int MAX_OPAQUE = 32;
    private static final String BAD_TOKEN = "CLIENT_ERROR bad token in command line format";

    /** All flags with their arguments, in the client's order, which is the order of the answer. */
    final List<String> flags = new ArrayList<>();

    Key key;
    boolean wantsValue;
    boolean quiet;
    boolean leavesUseAlone;
    boolean vivifies;
    boolean invalidates;
    boolean hasCas;
    boolean hasDeadline;
    long cas;
    long newCas;
    long deadline = Clock.NEVER;
    long vivifyDeadline = Clock.NEVER;
    long recacheDeadline = Clock.PAST;
    int clientFlags;
    char mode;
    long delta = 1;
    long initial;

    private final CommandLine line;
    private final Clock clock;
    private boolean base64Key;

    /**
     * Reads a line.
     *
     * @param firstFlag which word the flags begin at
     * @throws BadRequest for a flag that no meta command has, or has twice, or with a bad argument
     */
    MetaRequest(CommandLine line, int firstFlag, Clock clock) {
        this.line = line;
        this.clock = clock;
        this.key = line.key(1);
        BitSet seen = new BitSet();
        BadRequest failure = null;
        for (int word = firstFlag; word < line.count(); word++) {
            byte name = line.at(word, 0);
            if (name < 0 || seen.get(name)) {
                throw new BadRequest("CLIENT_ERROR duplicate flag");
            }
            if (KNOWN.indexOf(name) < 0) {
                throw new BadRequest("CLIENT_ERROR invalid flag");
            }
            seen.set(name);
            flags.add(line.word(word));
            try {
                read((char) name, word);
            } catch (BadRequest e) {
                // held back, as the flags themselves are judged first
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Checks what does not depend on the flags.
     *
     * @throws BadRequest for a line without a good key or, with this answer, of too many words
     */
    static void requireForm(CommandLine line, String tooLong) {
        line.require(2, Integer.MAX_VALUE);
        line.key(1);
        if (line.count() > MAX_WORDS) {
            throw new BadRequest(tooLong);
        }
    }

    void requireShortOpaque() {
        for (String flag : flags) {
            if (flag.charAt(0) == 'O' && flag.length() > MAX_OPAQUE) {
                throw new BadRequest("CLIENT_ERROR opaque token too long");
            }
        }
    }

    /** Adds the flags that come back in any answer: opaque, and the key as the client wrote it. */
    void echo(String flag, StringBuilder answer) {
        if (flag.charAt(0) == 'O') {
            answer.append(' ').append(flag);
        } else if (flag.charAt(0) == 'k' && base64Key) {
            answer.append(" k")
                    .append(Base64.getEncoder().encodeToString(key.bytes()))
                    .append(" b");
        } else if (flag.charAt(0) == 'k') {
            answer.append(" k").append(new String(key.bytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private void read(char name, int word) {
        switch (name) {
            case 'b' -> decodeKey();
            case 'v' -> wantsValue = true;
            case 'q' -> quiet = true;
            case 'u' -> leavesUseAlone = true;
            case 'I' -> invalidates = true;
            case 'N' -> {
                vivifies = true;
                vivifyDeadline = deadline(word);
            }
            case 'T' -> {
                hasDeadline = true;
                deadline = deadline(word);
            }
            case 'R' -> {
                long asked = deadline(word);
                // 0 seconds: no item has less left
                recacheDeadline = asked == Clock.NEVER ? Clock.PAST : asked;
            }
            case 'C' -> {
                hasCas = true;
                cas = line.unsigned(word, 1, BAD_TOKEN);
            }
            case 'E' -> newCas = line.unsigned(word, 1, BAD_TOKEN);
            case 'F' -> clientFlags = line.unsigned32(word, 1, BadRequest.FORMAT);
            case 'D' -> delta = line.unsigned(word, 1, "CLIENT_ERROR invalid numeric delta value");
            case 'J' -> initial = line.unsigned(word, 1, "CLIENT_ERROR invalid numeric initial value");
            case 'M' -> mode = mode(word);
            default -> {
                // only asks for something in the answer, or is for proxies
            }
        }
    }

    private void decodeKey() {
        byte[] text = key.bytes();
        try {
            if (text.length % 4 != 0) {
                throw new IllegalArgumentException("not padded");
            }
            key = new Key(Base64.getDecoder().decode(text));
            base64Key = true;
        } catch (IllegalArgumentException e) {
            throw new BadRequest("CLIENT_ERROR error decoding key");
        }
    }

    private long deadline(int word) {
        return clock.deadline(line.signed(word, 1, BAD_TOKEN));
    }

    private char mode(int word) {
        if (line.length(word) != 2) {
            throw new BadRequest("CLIENT_ERROR incorrect length for M token");
        }
        return (char) line.at(word, 1);
    }
}
