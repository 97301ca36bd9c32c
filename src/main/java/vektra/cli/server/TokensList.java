package vektra.cli.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.file.TokenUses;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.model.text.Shown;

/** Lists who may use the HTTP API. */
public final class TokensList extends VektraCommand<List<TokensList.Row>> {
    private static final List<String> HEADS = List.of("token", "scope", "apps", "created", "expires", "last used");

    /** @param used null for never */
    record Row(Token token, @Nullable Instant used) {}

    @Override
    public List<Row> run(Invocation with) {
        TokenUses uses = new TokenUses(with.logs().home());
        return with.verbs().home().tokens().list().stream()
                .map(token -> new Row(token, uses.last(token).orElse(null)))
                .toList();
    }

    @Override
    public void print(List<Row> tokens, Output out) {
        if (tokens.isEmpty()) {
            out.say("No tokens.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Row row : tokens) {
            Token token = row.token();
            rows.add(List.of(
                    token.name(),
                    token.scope().word(),
                    token.isForAll()
                            ? "all"
                            : token.apps().stream().map(AppName::value).collect(Collectors.joining(", ")),
                    Shown.time(token.createdAt()),
                    timeOr(token.expiresAt(), "never"),
                    timeOr(row.used(), "never")));
        }
        out.table(HEADS, rows);
    }

    private static String timeOr(@Nullable Instant time, String none) {
        return time == null ? none : Shown.time(time);
    }

    @Override
    public Object json(List<Row> tokens) {
        return tokens.stream().map(row -> row.token().fields(row.used())).toList();
    }
}
