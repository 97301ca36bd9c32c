/** What Docker Compose calls where a service of a compose file has {@code provider: {type: vektra}}. */
@NullMarked
package vektra.cli.compose;

import org.jspecify.annotations.NullMarked;
