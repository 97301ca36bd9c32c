package vektra.mcp.sdk;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.mcp.Desk;
import vektra.mcp.Outcome;
import vektra.mcp.Tool;
import vektra.mcp.Wanted;

/** Tools and their answers as the SDK has them. */
final class Forms {
    static final String NAME = "vektra";

    /** What assistants read before anything else. */
    static final String INSTRUCTIONS = """
            Vektra gives apps databases, caches and log drains. A service, which addons_services lists, is enabled once for \
            all apps; an add-on is one app's own part of it, attached to the app under a name, which sets config vars.
            Reading is done at once. A tool that changes something changes nothing by itself: it answers with a plan, the \
            steps that would be done, and an id. Show the steps to the user, then call apply with the id. A plan is carried \
            out once, and only while it still holds.
            Passwords are masked unless secrets is true: ask for them only when the user wants to see them.
            Destroying data needs a person, who is asked by your program or types the command that the answer names.
            """;

    /** What is given to a tool is checked as what is typed, and what it answers is ours. */
    static final JsonSchemaValidator UNCHECKED = new JsonSchemaValidator() {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid("");
        }

        @Override
        public ValidationResponse validateSchema(Map<String, Object> schema) {
            return ValidationResponse.asValid("");
        }
    };

    private Forms() {}

    /** What was sent; null where that is no message. */
    static @Nullable JSONRPCMessage message(McpJsonMapper json, String text) {
        try {
            return McpSchema.deserializeJsonRpcMessage(json, text);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The answer to what is no message.
     *
     * @param what must be one
     */
    static String noMessage(String what) {
        return "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"" + what
                + " must be one message of JSON-RPC\"}}";
    }

    static McpJsonMapper json() {
        return new JacksonMcpJsonMapperSupplier().get();
    }

    static ServerCapabilities capabilities() {
        return ServerCapabilities.builder().tools(false).build();
    }

    /** A tool that answers with a plan only reads; what changes is the one that carries it out. */
    static McpSchema.Tool tool(Tool tool) {
        boolean applies = tool.name().equals(Desk.APPLY);
        String title = (tool.changes() ? "plan: " : "") + tool.summary();
        return McpSchema.Tool.builder(tool.name(), tool.schema())
                .title(title)
                .description(tool.description())
                .annotations(ToolAnnotations.builder()
                        .title(title)
                        .readOnlyHint(!applies)
                        .destructiveHint(applies)
                        .idempotentHint(!applies)
                        .openWorldHint(false)
                        .build())
                .build();
    }

    static Wanted wanted(CallToolRequest request) {
        Map<String, @Nullable Object> arguments = Json.map();
        if (request.arguments() != null) {
            arguments.putAll(request.arguments());
        }
        return new Wanted(request.name(), arguments);
    }

    static CallToolResult result(Outcome outcome) {
        return CallToolResult.builder()
                .addTextContent(outcome.text())
                .structuredContent(outcome.value())
                .isError(outcome.failed())
                .build();
    }
}
