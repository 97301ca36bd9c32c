/** What the servers of SQL databases have in common: sessions, and options about connections. */
@NullMarked
package vektra.sql;

import org.jspecify.annotations.NullMarked;
