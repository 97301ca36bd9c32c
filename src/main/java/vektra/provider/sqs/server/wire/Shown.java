package vektra.provider.sqs.server.wire;

/** What a client sent, as it may stand in an answer. */
public final class Shown {
    private static final int MOST = 100;

    private Shown() {}

    public static String brief(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "...";
    }
}
