package vektra.model;

/** How text that came from outside is shown inside a message: quoted, short, without control characters. */
public final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /** The value in single quotes, cut after 60 characters, each control character replaced by a question mark. */
    public static String quoted(String value) {
        String shortened = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
        return "'" + shortened.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
