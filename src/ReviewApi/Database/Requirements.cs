using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// What the migrations need of a database and its role, looked at before anything is changed; what lacks is said with its remedy.
/// </summary>
internal sealed record Requirements
{
    // language=sql
    const string Sql = """
        select quote_ident(current_user) as role, quote_ident(current_database()) as database,
          pg_encoding_to_char(encoding) as encoding,
          coalesce(has_schema_privilege(current_schema(), 'create'), false) as maycreate,
          exists (select from pg_extension where extname = 'pg_trgm') as haswords,
          exists (select from pg_available_extensions where name = 'pg_trgm') as knowswords,
          exists (
            select
            from pg_available_extension_versions, pg_roles
            where name = 'pg_trgm' and rolname = current_user
              and (rolsuper or trusted and has_database_privilege(current_database(), 'create'))) as mayaddwords,
          (
            select quote_ident(pg_get_userbyid(relowner))
            from pg_class
            where oid = to_regclass('schema_migrations') and not pg_has_role(relowner, 'usage')) as owner
        from pg_database
        where datname = current_database()
        """;

    public required string Role { get; init; }
    public required string Database { get; init; }
    public required string Encoding { get; init; }
    public required bool MayCreate { get; init; }
    public required bool HasWords { get; init; }
    public required bool KnowsWords { get; init; }
    public required bool MayAddWords { get; init; }

    /// <summary>Whose the tables are, where they are not the role's.</summary>
    public string? Owner { get; init; }

    // In the order in which they are to be put right.
    string? Lack => this switch
    {
        { Encoding: not "UTF8" } => $"The database {Database} is in {Encoding}, and the service needs UTF8. Make it anew: "
            + $"createdb --encoding=UTF8 --template=template0 {Database}",
        { Owner: not null } => $"The tables of the database {Database} are {Owner}'s, so {Role} may not change them. "
            + $"Migrate as {Owner}, or let a superuser run there: reassign owned by {Owner} to {Role}",
        { MayCreate: false } => $"The role {Role} may not create tables in the database {Database}. "
            + $"Let a superuser run: alter database {Database} owner to {Role}",
        { HasWords: true } => null,
        { KnowsWords: false } => "PostgreSQL's extension pg_trgm is not on the server. Install its contrib modules there.",
        { MayAddWords: false } => $"The role {Role} may not create the extension pg_trgm in the database {Database}. "
            + "Let a superuser run there: create extension pg_trgm",
        _ => null,
    };

    /// <summary>Requires all of it; the message says what to do.</summary>
    public static async Task RequireMet(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var found = await connection.QuerySingleAsync<Requirements>(new(Sql, cancellationToken: cancellation));
        if (found.Lack is { } lack)
            throw new InvalidOperationException(lack);
    }

    /// <summary>Why the server does not let the service in, where it says so, with what to do; null where it may be away.</summary>
    public static string? Remedy(Exception error) => DatabaseFailure.StateOf(error) switch
    {
        PostgresErrorCodes.InvalidPassword => $"{Said(error)}. Set Password in ConnectionStrings__Reviews, or PGPASSWORD.",
        PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{Said(error)}. Let the role in: create role … login, and a line for it in pg_hba.conf.",
        PostgresErrorCodes.InvalidCatalogName => $"{Said(error)}. Create it: createdb --encoding=UTF8 --template=template0.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"{Said(error)}. Give the role its rights, best as the owner: alter database … owner to …",
        _ => null,
    };

    static string Said(Exception error)
    {
        for (var cause = error; ; cause = cause.InnerException!)
        {
            if (cause is PostgresException said)
                return said.MessageText;
        }
    }
}
