package vektra.remote;

/** What both sides must agree on. */
public final class Protocol {
    /** Counted up when an older side would misunderstand the other. */
    public static final int VERSION = 1;

    /** The header of a request that says which version its sender speaks. */
    public static final String HEADER = "Vektra-Remote";

    public static final String HELLO = "/remote";
    public static final String COMMANDS = "/remote/commands";
    public static final String INPUT = "/remote/input/";
    public static final String PROGRAMS = "/remote/programs";
    public static final String ADDRESS = "/remote/address";
    public static final String CONNECTIONS = "/remote/connections";

    /** What comes as long as a command runs. */
    public static final String TYPE = "application/vnd.vektra.frames";

    /** The longest piece in either direction. */
    public static final int PIECE = 1 << 18;

    private Protocol() {}
}
