-- Prisma: names in mixed case, its migrations table, implicit many-to-many, cuid defaults, default functions.
CREATE EXTENSION pgcrypto;
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
CREATE TABLE "_prisma_migrations" (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255), logs text, applied_steps_count int NOT NULL DEFAULT 0);
CREATE FUNCTION nanoid(size int DEFAULT 21) RETURNS text LANGUAGE plpgsql AS $$
DECLARE id text := ''; b bytea := gen_random_bytes(size);
BEGIN FOR i IN 0..size - 1 LOOP id := id || substr('ABCDEFGHIJKLMNOP', 1 + (get_byte(b, i) & 15), 1); END LOOP; RETURN id; END $$;
CREATE TABLE "User" (id text DEFAULT nanoid() PRIMARY KEY, email text NOT NULL, role "Role" NOT NULL DEFAULT 'USER', "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE "Post" (id serial PRIMARY KEY, "authorId" text NOT NULL, title text COLLATE "C", CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" (id) ON DELETE RESTRICT ON UPDATE CASCADE);
CREATE TABLE "_PostToUser" ("A" int NOT NULL REFERENCES "Post", "B" text NOT NULL REFERENCES "User");
CREATE UNIQUE INDEX "_PostToUser_AB_unique" ON "_PostToUser" ("A", "B");
CREATE UNIQUE INDEX "User_email_key" ON "User" (email);
INSERT INTO "User" (id, email, "createdAt") SELECT 'c' || n, n || '@x', '2026-01-01' FROM generate_series(1, 10) n;
INSERT INTO "Post" ("authorId", title) SELECT 'c' || n, 'Title {braces} ? and $1' FROM generate_series(1, 10) n;
INSERT INTO "_PostToUser" SELECT n, 'c' || n FROM generate_series(1, 10) n;
