package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import vektra.model.Token;
import vektra.model.name.AppName;

/** {@code tokens.json}: who may use the HTTP API. */
public final class TokensFile {
    private TokensFile() {}

    public static byte[] encode(List<Token> tokens) {
        return Json.page(out -> Json.objects(out, "tokens", tokens, TokensFile::write));
    }

    private static void write(JsonGenerator out, Token token) throws IOException {
        out.writeStringField("name", token.name());
        out.writeStringField("sha256", token.hash());
        out.writeStringField("scope", token.scope().word());
        out.writeStringField("created_at", token.createdAt().toString());
        if (token.expiresAt() != null) {
            out.writeStringField("expires_at", token.expiresAt().toString());
        }
        if (!token.isForAll()) {
            Json.texts(out, "apps", token.apps().stream().map(AppName::value).toList());
        }
    }

    public static List<Token> decode(Path file, byte[] content) {
        return Node.read(
                file,
                content,
                root -> root.objects(
                        "tokens",
                        node -> new Token(
                                node.text("name"),
                                node.text("sha256"),
                                node.word("scope", Token.Scope.values()),
                                node.instant("created_at"),
                                node.has("expires_at") ? node.instant("expires_at") : null,
                                node.has("apps")
                                        ? node.texts("apps").stream()
                                                .map(AppName::new)
                                                .toList()
                                        : List.of())));
    }
}
