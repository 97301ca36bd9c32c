package vektra.memcached.cache;

import java.net.InetSocketAddress;

/**
 * What the command line asks for.
 *
 * @param address host name or IP address to listen on
 * @param port TCP port, 0 for any free one
 * @param memoryMegabytes cap on the bytes of all items, see {@link ItemTable}
 * @param maxConnections clients served at the same time
 */
public record Settings(String address, int port, int memoryMegabytes, int maxConnections) {
    public static final Settings DEFAULTS = new Settings("127.0.0.1", 11211, 64, 1024);

    private static final String KNOWN = "Known are --listen ADDR, --port N, --memory MB, --max-connections N";

    /**
     * Reads options of the form {@code --name value}; the last one of a name counts.
     *
     * @throws IllegalArgumentException with a message for the user, of one line
     */
    public static Settings parse(String... args) {
        Settings settings = DEFAULTS;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length && args[i].startsWith("--")) {
                throw new IllegalArgumentException("no value for '" + args[i] + "'. " + KNOWN);
            }
            settings = settings.with(args[i], i + 1 == args.length ? "" : args[i + 1]);
        }
        return settings;
    }

    /** @throws IllegalArgumentException when the name has no address, with a message for the user */
    public InetSocketAddress socketAddress() {
        InetSocketAddress resolved = new InetSocketAddress(address, port);
        if (resolved.isUnresolved()) {
            throw new IllegalArgumentException("--listen takes an address of this machine, not '" + address + "'");
        }
        return resolved;
    }

    /** The address with this port, as people write it. */
    public String endpoint(int actualPort) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + actualPort;
    }

    public long memoryBytes() {
        return memoryMegabytes * 1024L * 1024L;
    }

    private Settings with(String name, String value) {
        return switch (name) {
            case "--listen" -> new Settings(value, port, memoryMegabytes, maxConnections);
            case "--port" -> new Settings(address, number(name, value, 0, 65_535), memoryMegabytes, maxConnections);
            case "--memory" -> new Settings(address, port, number(name, value, 1, 1_000_000), maxConnections);
            case "--max-connections" -> new Settings(address, port, memoryMegabytes, number(name, value, 1, 1_000_000));
            default -> throw new IllegalArgumentException("unknown option '" + name + "'. " + KNOWN);
        };
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, with the numbers out of range
        }
        throw new IllegalArgumentException(
                name + " takes a number from " + least + " to " + most + ", not '" + value + "'");
    }
}
