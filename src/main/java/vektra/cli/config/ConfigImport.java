package vektra.cli.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.List;
import vektra.addons.apps.Config;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.Utf8;
import vektra.model.text.VektraException;

/** Sets the config vars that a .env file or a JSON object holds. */
public final class ConfigImport extends AppCommand<Config.Changed> implements Changing {
    private final Param<String> file = argument("FILE", "a .env or JSON file, or - for standard input", text -> text);

    @Override
    public Config.Changed run(Invocation with) {
        String text = read(file.get(), with);
        if (JsonVars.isJson(text)) {
            return with.verbs().config().imported(app(with), JsonVars.parse(text));
        }
        EnvFile parsed = EnvFile.parse(text);
        Config.Changed changed = with.verbs().config().imported(app(with), parsed.variables());
        parsed.notes().forEach(with.terminal()::warn);
        return changed;
    }

    private static String read(String name, Invocation with) {
        try {
            byte[] bytes = name.equals("-")
                    ? with.terminal().read()
                    : Files.readAllBytes(with.folder().resolve(name));
            return Utf8.text(bytes);
        } catch (CharacterCodingException e) {
            throw new VektraException(Kind.INVALID, Shown.plain(name) + " is not UTF-8 text", "convert it first", e);
        } catch (IOException e) {
            throw new VektraException(
                    Kind.INVALID, "cannot read " + Shown.plain(name), "name a .env file, or - for stdin", e);
        }
    }

    @Override
    public void print(Config.Changed changed, Output out) {
        ConfigSet.print(changed, "Set ", out);
    }

    @Override
    public List<AppName> changed(Config.Changed result) {
        return ConfigSet.apps(result);
    }

    @Override
    public Object json(Config.Changed changed) {
        return ConfigSet.view(changed);
    }
}
