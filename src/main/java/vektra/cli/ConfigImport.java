package vektra.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import vektra.addons.Config;
import vektra.model.Kind;
import vektra.model.Shown;
import vektra.model.VektraException;

/** Sets the config vars that a .env file holds. */
final class ConfigImport extends AppCommand<Config.Changed> implements Changing {
    private final Param<String> file = argument("FILE", "a .env file, or - for standard input", text -> text);

    @Override
    Config.Changed run(Invocation with) {
        return new Config(with.home()).set(app(with), Dotenv.parse(read(file.get(), with)));
    }

    private static String read(String name, Invocation with) {
        try {
            byte[] bytes = name.equals("-")
                    ? with.terminal().read()
                    : Files.readAllBytes(with.folder().resolve(name));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new VektraException(Kind.INVALID, Shown.plain(name) + " is not UTF-8 text", "convert it first", e);
        } catch (IOException e) {
            throw new VektraException(
                    Kind.INVALID, "cannot read " + Shown.plain(name), "name a .env file, or - for stdin", e);
        }
    }

    @Override
    void print(Config.Changed changed, Output out) {
        ConfigSet.print(changed, "Set ", out);
    }

    @Override
    Object json(Config.Changed changed) {
        return ConfigSet.view(changed);
    }
}
