package vektra.cli.addons;

import java.io.IOException;
import java.util.Map;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.server.ServerRun;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AddonName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Shows where the web page of an add-on is, and opens it for a person. */
public final class AddonsOpen extends AppCommand<AddonsOpen.Page> {
    private static final String SERVER = "http://" + ServerRun.USUAL;

    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag showUrl = flag("--show-url", "print the URL and open nothing");
    private final Param<String> server =
            option("--server", "URL", "where vektra server listens (default: " + SERVER + ")");

    /**
     * A page on the server.
     *
     * @param opened whether a browser was started
     */
    record Page(AddonName addon, String url, boolean opened) {}

    @Override
    public Page run(Invocation with) {
        AddonName name = with.verbs()
                .inventory()
                .find(what.get(), with.appIfAny(givenApp()))
                .addon()
                .name();
        String url = base() + "/#/addons/" + name;
        String browser = browser(with.environment());
        boolean person = with.terminal().readByPeople() && !showUrl.isSet() && !wantsJson();
        return new Page(name, url, person && !browser.isEmpty() && opened(browser, url));
    }

    private String base() {
        String given = server.orNull();
        if (given != null && !given.matches("https?://[^\\s/]+/?")) {
            throw VektraException.invalid(Shown.quoted(given) + " is not the URL of a server", "such as " + SERVER);
        }
        return given == null ? SERVER : given.replaceFirst("/$", "");
    }

    private static String browser(Map<String, String> environment) {
        String named = environment.getOrDefault("BROWSER", "");
        return named.isEmpty() && !environment.getOrDefault("DISPLAY", "").isEmpty() ? "xdg-open" : named;
    }

    /** A browser that cannot be started is no failure: the URL is printed in any case. */
    private static boolean opened(String browser, String url) {
        try {
            new ProcessBuilder(browser, url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void print(Page page, Output out) {
        out.line(page.url());
    }

    @Override
    public Object json(Page page) {
        return Json.map("addon", page.addon().value(), "url", page.url(), "opened", page.opened());
    }
}
