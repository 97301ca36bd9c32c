package vektra.cli.server;

import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.Token;

/** Takes a token away. */
public final class TokensRevoke extends VektraCommand<Token> implements Changing {
    private final Param<String> name = argument("NAME", "the name in the output of vektra tokens", text -> text);

    @Override
    public Token run(Invocation with) {
        return with.verbs().home().tokens().revoke(name.get());
    }

    @Override
    public void print(Token token, Output out) {
        out.line("Revoked " + token.name());
    }

    @Override
    public Object json(Token token) {
        return token.fields(null);
    }
}
