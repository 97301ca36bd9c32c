package vektra.cli;

import vektra.addons.Tokens;
import vektra.model.Token;

/** Takes a token away. */
final class TokensRevoke extends VektraCommand<Token> implements Changing {
    private final Param<String> name = argument("NAME", "the name in the output of vektra tokens", text -> text);

    @Override
    Token run(Invocation with) {
        return new Tokens(with.home()).revoke(name.get());
    }

    @Override
    void print(Token token, Output out) {
        out.line("Revoked " + token.name());
    }

    @Override
    Object json(Token token) {
        return Views.token(token);
    }
}
