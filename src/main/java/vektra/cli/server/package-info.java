/** Commands on the API server and its tokens, the audit log and the versions of an installation. */
@NullMarked
package vektra.cli.server;

import org.jspecify.annotations.NullMarked;
