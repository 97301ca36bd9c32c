package vektra.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool with its arguments, as an assistant sent them. */
public record Wanted(String tool, Map<String, @Nullable Object> arguments) {}
