package vektra.provider.mariadb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.provider.mariadb.session.Hash;
import vektra.spi.ServerRecipe.Layout;
import vektra.sql.ConnectionOptions;

/** The files of a server below its data folder, and the arguments that name them. */
record ServerFiles(Path data) {
    private static final Pattern SERIES = Pattern.compile("[0-9]+\\.[0-9]+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:]+");

    /** Each of its folders is a database. */
    Path databases() {
        return data.resolve("databases");
    }

    /** The only folder that statements may read files of and write files to; nothing is ever in it. */
    Path exports() {
        return data.resolve("empty");
    }

    Path scratch() {
        return data.resolve("tmp");
    }

    Path script() {
        return data.resolve("system.sql");
    }

    /** What the server runs at each start. */
    Path start() {
        return data.resolve("start.sql");
    }

    /** What the server reads before its arguments. */
    Path encryption() {
        return data.resolve("tls.cnf");
    }

    /** Says which version wrote the data. */
    Path series() {
        return data.resolve("series");
    }

    /** Such as 10.11: data of one are not opened by another. */
    static String series(Software software) {
        Matcher found = SERIES.matcher(software.version());
        return found.find() ? found.group() : software.version();
    }

    /** From where the administrator logs in: this machine alone. */
    static Set<String> hosts(String listen) {
        Set<String> hosts = new LinkedHashSet<>(List.of("127.0.0.1", "::1"));
        if (!List.of("0.0.0.0", "::", "*").contains(listen)) {
            // a connection to an address of the machine comes from that same address; a name may stand for any
            hosts.add(ADDRESS.matcher(listen).matches() ? listen : "%");
        }
        return hosts;
    }

    /** One a line, as the server wants them. */
    static String statements(Secret password, Set<String> hosts) {
        StringBuilder text = new StringBuilder();
        for (String host : hosts) {
            String account = "'" + MariadbRecipe.ADMIN + "'@'" + host + "'";
            text.append("CREATE USER IF NOT EXISTS ").append(account).append(";\n");
            text.append("ALTER USER ")
                    .append(account)
                    .append(" IDENTIFIED BY PASSWORD '")
                    .append(Hash.of(password));
            text.append("' ACCOUNT UNLOCK;\n");
            text.append("GRANT ALL PRIVILEGES ON *.* TO ").append(account).append(" WITH GRANT OPTION;\n");
        }
        return text.toString();
    }

    List<String> bootstrap(Installed installed) {
        List<String> arguments = new ArrayList<>(List.of("--no-defaults", "--bootstrap"));
        arguments.addAll(places());
        arguments.addAll(installed.arguments());
        return arguments;
    }

    /** In a container, whose files are not seen from outside. */
    List<String> install() {
        List<String> command = new ArrayList<>(List.of("mariadb-install-db", "--no-defaults"));
        command.addAll(places());
        command.addAll(List.of("--skip-test-db", "--auth-root-authentication-method=socket"));
        return command;
    }

    private List<String> places() {
        // a log of 16 MB instead of 96 MB: the data folder of an empty server has 42 MB
        return List.of("--datadir=" + databases(), "--tmpdir=" + scratch(), "--innodb-log-file-size=16M");
    }

    List<String> arguments(Layout layout) {
        // the certificate is named in a file, since the arguments are put together without a look at what is there
        boolean named = layout.offersTls() && !MariadbRecipe.contained(layout);
        List<String> arguments = new ArrayList<>(List.of(named ? "--defaults-file=" + encryption() : "--no-defaults"));
        arguments.addAll(places());
        arguments.addAll(List.of(
                // below its data folder, however long that folder's name is
                "--socket=socket",
                "--pid-file=pid",
                "--init-file=" + start(),
                "--bind-address=" + layout.listen(),
                "--port=" + layout.port()));
        arguments.addAll(settings(layout));
        arguments.add("--secure-file-priv=" + exports());
        return arguments;
    }

    /** @param certificate has the key, too */
    static String encrypted(Layout layout, Path certificate) {
        return String.join(
                "\n",
                "[mariadbd]",
                "ssl-cert=" + certificate,
                "ssl-key=" + certificate,
                "ssl-ca=" + certificate,
                "tls-version=TLSv1.2,TLSv1.3",
                "require-secure-transport=" + (layout.requiresTls() ? "ON" : "OFF"),
                "");
    }

    /** The same whatever runs the server. */
    static List<String> settings(Layout layout) {
        return List.of(
                "--skip-name-resolve",
                "--local-infile=0",
                "--symbolic-links=0",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_general_ci",
                "--max-connections=" + layout.option(ConnectionOptions.MAX_CONNECTIONS),
                "--innodb-buffer-pool-size=" + bytes(layout.option(Flavor.BUFFER_POOL)),
                "--max-allowed-packet=64M",
                // of all apps together: the default lets one session use them up
                "--max-prepared-stmt-count=1048576",
                // a connection that never logs in keeps others out until then
                "--connect-timeout=5",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--performance-schema=OFF");
    }

    /** From 64mb to 64M. */
    private static String bytes(String size) {
        return size.substring(0, size.length() - 1).toUpperCase(Locale.ROOT);
    }
}
