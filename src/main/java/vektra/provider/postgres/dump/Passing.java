package vektra.provider.postgres.dump;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vektra.provider.postgres.dump.Script.Statement;
import vektra.provider.postgres.session.Names;

/** What of a dump is not the app's own but Vektra's: the database itself, its access, login roles that come and go. */
public record Passing(Names source, Names target) {
    private static final Pattern OF_PSQL = Pattern.compile(
            "SELECT pg_catalog\\.set_config\\('search_path'.*|SET client_encoding .*"
                    + "|(?:RE)?SET SESSION AUTHORIZATION.*",
            Pattern.DOTALL);
    private static final Pattern DATABASE_SETTING =
            Pattern.compile("ALTER DATABASE \\S+ SET (?!role |session_authorization ).*", Pattern.DOTALL);

    /** The names that the dump is to be read with. */
    public Map<String, String> renamed() {
        return Map.of(source.owner(), target.owner(), source.database(), target.database());
    }

    /** The same for a dump of the target. */
    public Passing arrived() {
        return new Passing(target, target);
    }

    boolean leavesOut(Statement statement) {
        String sql = statement.sql();
        return switch (statement.entry().type()) {
            case "DATABASE" -> true;
            case "DATABASE PROPERTIES" -> !DATABASE_SETTING.matcher(sql).matches();
            case "ACL" -> statement.entry().name().startsWith("DATABASE ") || ofPsql(sql) || ofLogin(sql);
            case "DEFAULT ACL" -> ofPsql(sql) || ofLogin(sql);
            default -> ofPsql(sql);
        };
    }

    private static boolean ofPsql(String sql) {
        return OF_PSQL.matcher(sql).matches();
    }

    private boolean ofLogin(String sql) {
        String prefixes = Stream.of(source, target)
                .map(names -> Pattern.quote(names.loginPrefix()))
                .distinct()
                .collect(Collectors.joining("|"));
        String login = "\"?(" + prefixes + ")(x[0-9a-f]{11}|[0-9a-f]{12})\"?";
        return List.of(
                        "(?s).* (?:TO|FROM) " + login + "( WITH GRANT OPTION)?",
                        "(?s)ALTER DEFAULT PRIVILEGES FOR ROLE " + login + " .*")
                .stream()
                .anyMatch(sql::matches);
    }
}
