package vektra.provider.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a database holds, as its superuser sees it, by name: rows and definitions, rights and settings. */
final class Catalogue {
    private static final String OWN =
            "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT 1 FROM pg_depend e"
                    + " WHERE e.objid = %s.oid AND e.deptype = 'e')";

    /** PostgreSQL spells some casts anew each time. */
    private static String plain(String definition) {
        return "regexp_replace(" + definition + ", '::(character varying|text)(\\[\\])?|[() ]', '', 'g')";
    }

    private static String acl(String column) {
        return "coalesce((SELECT string_agg(i::text, ' ' ORDER BY i::text) FROM unnest(" + column + ") i), 'default '"
                + " || (" + column + " IS NULL))";
    }

    private static String own(String alias) {
        return OWN.formatted(alias);
    }

    private static final List<String> QUERIES = List.of(
            "SELECT 'relation ' || n.nspname || '.' || c.relname, concat_ws(' ', relkind, relpersistence, relrowsecurity,"
                    + " relforcerowsecurity, reloptions, relreplident, relispopulated, relowner::regrole, "
                    + acl("relacl") + ", pg_get_expr(relpartbound, c.oid), pg_get_partkeydef(c.oid),"
                    + " CASE WHEN relkind IN ('v', 'm') THEN " + plain("pg_get_viewdef(c.oid)") + " END,"
                    + " nullif(reloftype, 0)::regtype) FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind <> 't' AND " + own("c"),
            "SELECT 'column ' || n.nspname || '.' || c.relname || '.' || a.attname, concat_ws(' ',"
                    + " format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attstorage,"
                    + " attcompression, attcollation::regcollation, attstattarget, attislocal, attinhcount, "
                    + acl("attacl") + ", " + plain("pg_get_expr(d.adbin, d.adrelid)") + ")"
                    + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
                    + " WHERE attnum > 0 AND NOT attisdropped AND relkind <> 't' AND " + own("c"),
            "SELECT 'constraint ' || n.nspname || '.' || coalesce(c.conrelid::regclass::text, c.contypid::regtype::text)"
                    + " || '.' || conname, concat_ws(' ', " + plain("pg_get_constraintdef(c.oid)") + ", convalidated)"
                    + " FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE " + own("c"),
            "SELECT 'index ' || indexrelid::regclass::text, concat_ws(' ', " + plain("pg_get_indexdef(indexrelid)")
                    + ", indisclustered, indisvalid, indisreplident) FROM pg_index i JOIN pg_class c ON c.oid = indexrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + own("c"),
            "SELECT 'trigger ' || tgrelid::regclass || '.' || tgname, concat(tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger"
                    + " WHERE NOT tgisinternal",
            "SELECT 'rule ' || tablename || '.' || rulename, definition FROM pg_rules"
                    + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
            "SELECT 'policy ' || tablename || '.' || policyname, concat_ws(' ', permissive, roles, cmd, qual, with_check)"
                    + " FROM pg_policies",
            "SELECT 'function ' || p.oid::regprocedure, concat_ws(' ', proowner::regrole, " + acl("proacl") + ", "
                    + "CASE WHEN prokind = 'a' THEN '' ELSE pg_get_functiondef(p.oid) END) FROM pg_proc p"
                    + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE " + own("p"),
            "SELECT 'type ' || t.oid::regtype, concat_ws(' ', typtype, typnotnull, typdefault, typowner::regrole, "
                    + acl("typacl")
                    + ", (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))"
                    + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE " + own("t"),
            "SELECT 'schema ' || nspname, concat_ws(' ', nspowner::regrole, " + acl("nspacl")
                    + ") FROM pg_namespace n WHERE " + own("n"),
            "SELECT 'sequence ' || schemaname || '.' || sequencename, s::text FROM pg_sequences s",
            "SELECT 'owned ' || objid::regclass, refobjid::regclass || '.' || refobjsubid FROM pg_depend"
                    + " WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype = 'a'"
                    + " AND objid IN (SELECT oid FROM pg_class WHERE relkind = 'S') AND refobjsubid > 0",
            "SELECT 'child ' || inhrelid::regclass, string_agg(inhparent::regclass::text, ' ' ORDER BY inhseqno)"
                    + " FROM pg_inherits GROUP BY inhrelid",
            "SELECT 'extension ' || extname, extnamespace::regnamespace || ' ' || extversion FROM pg_extension",
            "SELECT 'large object ' || oid, concat_ws(' ', md5(lo_get(oid)), lomowner::regrole, " + acl("lomacl")
                    + ") FROM pg_largeobject_metadata",
            "SELECT 'default privileges ' || concat_ws(' ', defaclnamespace::regnamespace, defaclobjtype), "
                    + acl("defaclacl") + " FROM pg_default_acl",
            "SELECT 'statistics ' || stxname, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
            "SELECT 'published ' || pubname || ' ' || schemaname || '.' || tablename,"
                    + " (SELECT p::text FROM (SELECT pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot"
                    + " FROM pg_publication WHERE pubname = t.pubname) p) FROM pg_publication_tables t",
            "SELECT 'search ' || cfgname || maptokentype || '-' || mapseqno, mapdict::regdictionary::text FROM"
                    + " pg_ts_config c JOIN pg_ts_config_map ON mapcfg = c.oid WHERE cfgnamespace >= 16384 OR"
                    + " cfgnamespace = 'public'::regnamespace",
            "SELECT 'dictionary ' || dictname, dictinitoption FROM pg_ts_dict WHERE oid >= 16384",
            "SELECT 'collation ' || collname, concat_ws(' ', collprovider, collcollate, colliculocale) FROM pg_collation"
                    + " WHERE oid >= 16384",
            "SELECT 'cast ' || castsource::regtype || ' as ' || casttarget::regtype,"
                    + " concat_ws(' ', castfunc::regprocedure, castcontext) FROM pg_cast WHERE oid >= 16384",
            "SELECT 'operator ' || o.oid::regoperator, concat_ws(' ', oprcode, nullif(oprcom, 0)::regoperator)"
                    + " FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE " + own("o"),
            "SELECT 'aggregate ' || aggfnoid::regprocedure, concat_ws(' ', aggtransfn, aggtranstype::regtype, agginitval)"
                    + " FROM pg_aggregate WHERE aggfnoid >= 16384",
            "SELECT 'comment ' || i.type || ' ' || i.identity, description FROM pg_description d,"
                    + " pg_identify_object(classoid, objoid, objsubid) i WHERE i.schema IS DISTINCT FROM 'pg_catalog'"
                    + " AND i.schema IS DISTINCT FROM 'information_schema' AND objoid >= 2200",
            "SELECT 'setting ' || unnest(setconfig), 'made' FROM pg_db_role_setting s JOIN pg_database d"
                    + " ON d.oid = s.setdatabase WHERE d.datname = current_database() AND setrole = 0");

    private static final String TABLES = "SELECT format('SELECT ''rows of %1$I.%2$I'', count(*) || '' '' ||"
            + " coalesce(sum(hashtextextended(to_jsonb(\"the row\")::text, 0)), 0) FROM ONLY %1$I.%2$I AS \"the row\"',"
            + " n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE relkind IN ('r', 'm') AND relispopulated AND " + own("c");

    private Catalogue() {}

    /** @param owner the role that owns the database, which other databases have under other names */
    static Map<String, String> of(Connection superuser, String owner) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        JdbcApp.run(superuser, "SET search_path = pg_catalog");
        List<String> queries = new ArrayList<>(QUERIES);
        queries.add("SET search_path = pg_catalog, public"); // which indexes by functions may need
        try (var tables = superuser.createStatement().executeQuery(TABLES)) {
            while (tables.next()) {
                queries.add(tables.getString(1));
            }
        }
        for (String query : queries) {
            try (var statement = superuser.createStatement()) {
                ResultSet found = statement.execute(query) ? statement.getResultSet() : null;
                while (found != null && found.next()) {
                    String value = String.valueOf(found.getString(2));
                    all.put(
                            found.getString(1).replace(owner, "OWNER"),
                            value.replace("\"" + owner + "\"", "OWNER").replace(owner, "OWNER"));
                }
            }
        }
        return all;
    }
}
