/** Takes syslog messages from sockets. */
@NullMarked
package vektra.logs.syslog;

import org.jspecify.annotations.NullMarked;
