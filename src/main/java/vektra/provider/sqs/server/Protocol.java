package vektra.provider.sqs.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import vektra.json.Json;
import vektra.provider.sqs.server.http.Request;
import vektra.provider.sqs.server.http.Response;
import vektra.provider.sqs.server.wire.Form;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Xml;

/**
 * How a request was written, and so how its answer is: as JSON, or as a form and XML.
 *
 * @param prefix what stands before the action of a request in JSON
 */
record Protocol(boolean json, String prefix, String action, Input input, String service, String namespace, String id) {
    private static final String JSON = "application/x-amz-json-1.0";

    static Protocol of(Request request, String service, String namespace) {
        String id = UUID.randomUUID().toString();
        String target = request.header("x-amz-target");
        if (!target.isEmpty()) {
            int dot = target.lastIndexOf('.');
            return new Protocol(
                    true,
                    dot < 0 ? "" : target.substring(0, dot),
                    target.substring(dot + 1),
                    Input.of(request.body()),
                    service,
                    namespace,
                    id);
        }
        Map<String, String> parameters = new LinkedHashMap<>(Form.parameters(request.query()));
        parameters.keySet().removeIf(name -> name.startsWith("X-Amz-"));
        parameters.putAll(Form.parameters(new String(request.body(), StandardCharsets.UTF_8)));
        String action = parameters.getOrDefault("Action", "");
        parameters.remove("Action");
        parameters.remove("Version");
        return new Protocol(false, "", action, new Input(Form.shaped(parameters)), service, namespace, id);
    }

    /** One for a request that could not be read. */
    static Protocol unread(Request request, String service, String namespace) {
        boolean json = !request.header("x-amz-target").isEmpty();
        return new Protocol(
                json,
                "",
                "",
                new Input(Map.of()),
                service,
                namespace,
                UUID.randomUUID().toString());
    }

    Response answer(Map<String, Object> result) {
        return json
                ? respond(200, JSON, Map.of(), Json.bytes(result))
                : respond(200, "text/xml", Map.of(), Xml.answer(action, namespace, service.equals("sqs"), result, id));
    }

    /** The answer to a change, once the disk has it, or has failed. */
    Response written(boolean ok, Map<String, Object> result) {
        return ok ? answer(result) : refusal(Refusal.unavailable("The disk of the server failed, or is full."));
    }

    Response refusal(Refusal refusal) {
        if (!json) {
            return respond(refusal.status(), "text/xml", Map.of(), Xml.refusal(refusal, namespace, id));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("__type", "com.amazonaws." + service + "#" + refusal.type());
        body.put("message", String.valueOf(refusal.getMessage()));
        String sender = refusal.status() < 500 ? "Sender" : "Receiver";
        return respond(
                refusal.status(), JSON, Map.of("x-amzn-query-error", refusal.code() + ";" + sender), Json.bytes(body));
    }

    private Response respond(int status, String type, Map<String, String> more, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", type);
        headers.put("x-amzn-RequestId", id);
        return new Response(status, headers, body);
    }
}
