package vektra.cli.server;

import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.Token;
import vektra.model.text.Shown;

/** Lists who may use the HTTP API. */
public final class TokensList extends VektraCommand<List<Token>> {
    @Override
    public List<Token> run(Invocation with) {
        return with.verbs().home().tokens().list();
    }

    @Override
    public void print(List<Token> tokens, Output out) {
        if (tokens.isEmpty()) {
            out.say("No tokens.");
            return;
        }
        out.table(
                List.of("token", "scope", "created"),
                tokens.stream()
                        .map(token -> List.of(token.name(), token.scope().word(), Shown.time(token.createdAt())))
                        .toList());
    }

    @Override
    public Object json(List<Token> tokens) {
        return tokens.stream().map(Views::token).toList();
    }
}
