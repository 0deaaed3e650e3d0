FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What the packages hang on, so that a change of code does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/ReviewApi/ReviewApi.csproj src/ReviewApi/
COPY src/ReviewApi.LocalPostgres/ReviewApi.LocalPostgres.csproj src/ReviewApi.LocalPostgres/
RUN dotnet restore src/ReviewApi

COPY .editorconfig ./
COPY db/ db/
COPY src/ src/
# The analyzers run in CI.
RUN dotnet publish src/ReviewApi --configuration Release --no-restore -p:RunAnalyzers=false --output /app

# No shell, no package manager, an unprivileged user; "extra" has ICU and time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app ./
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["dotnet", "ReviewApi.dll", "health"]
ENTRYPOINT ["dotnet", "ReviewApi.dll"]
