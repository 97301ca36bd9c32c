package vektra.provider.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.provider.postgres.admin.OwnSchema;
import vektra.provider.postgres.admin.PostgresOptions;
import vektra.provider.postgres.archive.Archiving;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.ServerRecipe.Tls;
import vektra.sql.ConnectionOptions;

/** The text of a managed server's configuration files. */
final class ServerConf {
    static final String FILE = "vektra.conf";

    /** How the file that initdb makes includes ours. */
    static final String INCLUDED =
            "\n# Written anew before each start; what follows this line wins over it.\ninclude '" + FILE + "'\n";

    /** How ours includes that of initdb. */
    static final String INCLUDING = "include 'postgresql.conf'\n";

    private static final String HEAD = "# Written by Vektra before each start: changes here are lost.\n";

    private ServerConf() {}

    /** @param tls whether {@link Tls#FILE} has a key */
    static String settings(Layout layout, boolean tls) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", layout.listen());
        settings.put("port", Integer.toString(layout.port()));
        // none: their paths are limited to 107 bytes, and apps come by URL
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        if (tls) {
            settings.put("ssl", "on");
            settings.put("ssl_cert_file", Tls.FILE);
            settings.put("ssl_key_file", Tls.FILE);
            settings.put("ssl_min_protocol_version", "TLSv1.2");
        }
        settings.put("max_connections", layout.option(ConnectionOptions.MAX_CONNECTIONS));
        settings.put("shared_buffers", memory(layout.option(PostgresOptions.SHARED_BUFFERS)));
        if (layout.option(PostgresOptions.STATEMENT_STATISTICS).equals("true")) {
            settings.put("shared_preload_libraries", OwnSchema.STATISTICS);
        }
        // a dump locks every table at once; 256 is enough for some 25,000 of them, and takes memory only when used
        settings.put("max_locks_per_transaction", "256");
        // needs LLVM, which not every source brings, and costs small queries more than it gains
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.putAll(Archiving.settings(layout));
        settings.put("logging_collector", "off");
        settings.put("log_destination", "stderr");
        settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
        return HEAD
                + settings.entrySet().stream()
                        .filter(entry ->
                                !entry.getValue().isEmpty() || entry.getKey().equals("unix_socket_directories"))
                        .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'\n")
                        .collect(Collectors.joining());
    }

    /** Every client needs a password, and a server that listens on loopback has only local clients. */
    static String access(Layout layout) {
        String how = layout.requiresTls() ? "hostssl" : "host";
        List<String> who = layout.listensOnLoopback() ? List.of("127.0.0.1/32", "::1/128") : List.of("all");
        return HEAD
                + who.stream()
                        .map(address -> how + " all all " + address + " scram-sha-256\n")
                        .collect(Collectors.joining());
    }

    /** PostgreSQL takes kB, MB and GB in this spelling only. */
    private static String memory(String size) {
        return size.isEmpty() ? "" : size.toUpperCase(Locale.ROOT).replace("KB", "kB");
    }
}
