package vektra.provider;

import java.util.Map;

/** An app that talks to an add-on with the driver of its trade and nothing but its config vars. */
public interface AppClient {
    /**
     * Logs in as the vars say; being let in is proven by a real query.
     *
     * @param vars by their documented names
     * @throws Exception when the server refuses
     */
    Session open(Map<String, String> vars) throws Exception;

    /** One open connection; no method may hide a connection lost by making a new one. */
    interface Session extends AutoCloseable {
        void write(String key, String value) throws Exception;

        /** The value, or null when there is none. */
        String read(String key) throws Exception;

        @Override
        void close() throws Exception;
    }
}
