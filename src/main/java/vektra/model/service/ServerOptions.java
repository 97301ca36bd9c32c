package vektra.model.service;

import java.util.ArrayList;
import java.util.List;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.model.text.Input;

/** The options that every service with a server has. */
public final class ServerOptions {
    /** The address that a managed server listens on; URLs hold it, so it stays. */
    public static final String LISTEN = "listen";

    /** That of this machine alone. */
    public static final String HERE = "127.0.0.1";

    public static final String PORT = "port";
    public static final String FROM = "from";
    public static final String IMAGE = "image";
    public static final String URL = "url";

    /** Where apps reach an adopted server; URLs hold it, so it stays. */
    public static final String APP_URL = "app-url";

    /** Whether clients of a managed server may or must use TLS; a server that was made before there was a choice has none. */
    public static final String TLS = "tls";

    public static final String TLS_OFFERED = "offered";
    public static final String TLS_REQUIRED = "required";

    /** How often the built-in monitor of each of its add-ons runs. */
    public static final String MONITOR = "monitor";

    /** Where a managed server keeps what is needed to have its data as they were at a moment. */
    public static final String ARCHIVE = "archive";

    private ServerOptions() {}

    /** Of services whose adopted servers apps may reach at another address than Vektra. */
    public static ServiceOption appUrl() {
        return new ServiceOption(
                APP_URL,
                Type.TEXT,
                null,
                "the one HOST:PORT where apps reach an adopted server, when that is not the host of its URL",
                Change.FIXED,
                List.of());
    }

    /** Of services whose managed servers speak TLS. */
    public static ServiceOption encryption() {
        return new ServiceOption(
                TLS,
                Type.CHOICE,
                TLS_OFFERED,
                "whether clients of a managed server may use TLS, or must",
                Change.STOPPED,
                List.of(TLS_OFFERED, TLS_REQUIRED));
    }

    /**
     * The common options followed by the service's own.
     *
     * @param urlForm what the URL of an adopted server looks like
     * @param sources the words that {@code --from} takes, best first
     */
    public static List<ServiceOption> with(String urlForm, List<String> sources, List<ServiceOption> own) {
        List<ServiceOption> all = new ArrayList<>();
        all.add(new ServiceOption(
                URL,
                Type.TEXT,
                null,
                "adopt this server instead of starting one: " + urlForm,
                Change.FIXED,
                List.of()));
        all.add(new ServiceOption(
                FROM,
                Type.CHOICE,
                null,
                "take the software from this source only",
                Change.FIXED,
                List.copyOf(sources)));
        all.add(new ServiceOption(
                IMAGE,
                Type.TEXT,
                null,
                "image of the container, with its tag; only with " + Input.of(FROM, "docker"),
                Change.FIXED,
                List.of()));
        all.add(new ServiceOption(LISTEN, Type.TEXT, HERE, "address the server listens on", Change.FIXED, List.of()));
        all.add(new ServiceOption(
                        PORT,
                        Type.INTEGER,
                        null,
                        "port the server listens on; by default a free one",
                        Change.FIXED,
                        List.of())
                .between(1, HostPort.GREATEST));
        all.add(new ServiceOption(
                MONITOR,
                Type.INTERVAL,
                ServiceOption.OFF,
                "test each of its add-ons that often while monitors run, for example every 30s",
                Change.LIVE,
                List.of()));
        all.addAll(own);
        return List.copyOf(all);
    }
}
