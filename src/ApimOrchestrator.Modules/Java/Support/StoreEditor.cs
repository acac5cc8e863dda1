using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Changes one keystore step by step and looks after each step what came of it.</summary>
internal sealed class StoreEditor
{
    private readonly IHost _host;
    private readonly string? _javaHome;
    private readonly PathState.File _wished;

    private StoreEditor(IHost host, StoreFile file, StoreState state, PathState.File wished, string? javaHome) =>
        (_host, Store, State, _wished, _javaHome) = (host, file, state, wished, javaHome);

    public StoreFile Store { get; private set; }

    public StoreState State { get; private set; }

    public required Secret Password { get; set; }

    /// <summary>What depends on this store's making says so by this text.</summary>
    public string Why => $"the keystore {Store.Path} made on {_host.Name}";

    /// <summary>The words that tell keytool the store's format.</summary>
    public string[] TypeWords => ["-storetype", State.Type == StoreType.Jks ? "JKS" : "PKCS12"];

    /// <summary>The words that give a key the store's password; a PKCS12 store has no other.</summary>
    public string[] KeyPasswordWords => State.Type == StoreType.Jks ? ["-keypass:env", "STORE_PASSWORD"] : [];

    /// <summary>Takes up a store that was seen, or one to be made.</summary>
    public static async Task<StoreEditor> OpenAsync(IHost host, StoreFile seen, Keystore wish, CancellationToken cancellation)
    {
        var identity = await host.LookAsync(new IdentityLook(), cancellation);
        var present = seen.State as PathState.File;
        var wished = new PathState.File(
            Content.Empty,
            wish.Mode?.Resolve(present?.Mode ?? 0x180, isFolder: false) ?? present?.Mode ?? 0x180,
            wish.Owner ?? present?.Owner ?? identity.User,
            wish.Group ?? present?.Group ?? identity.Group);
        var password = wish.NewPassword is { } next && (present is null || await seen.OpensAsync(next, cancellation)) ? next : wish.Password;
        var state = await seen.ReadAsync(password, cancellation);
        return new StoreEditor(host, seen, state ?? StoreState.Empty(wish.Type), wished, wish.JavaHome?.Text) { Password = password };
    }

    /// <summary>Runs keytool on the store and looks what it holds then.</summary>
    public async Task EditAsync(StoreEdit edit, CancellationToken cancellation)
    {
        var before = State.Find(edit.Alias);
        var state = edit.After is { } after ? State.With(edit.Alias, after) : State.Without(edit.Alias);
        var change = new Change(new Subject("keystore", $"{Store.Path}#{edit.Alias}"), Text(before), Text(edit.After)) { Paths = [PathTo(state, Password)] };
        var drop = before is not null && edit.DropsFirst ? edit.Alias : "";
        var command = Script(JavaScripts.EditStore, [drop, .. edit.Words], edit.OtherPassword) with { Input = edit.Input };
        await RunAsync(command, change, Password, cancellation);
        var made = State.Find(edit.Alias);
        if (made is null != (edit.After is null) || (made is not null && edit.After!.Certificate.Fingerprint is string wished && !wished.Equals(made.Certificate.Fingerprint)))
        {
            throw new TaskFailedException($"keytool answered success, but {Store.Path} does not hold '{edit.Alias}' as wished") { Subject = change.Subject.ToString() };
        }
    }

    /// <summary>Gives the store and the keys in it another password.</summary>
    public async Task ChangePasswordAsync(Secret next, CancellationToken cancellation)
    {
        var keys = State.Type == StoreType.Jks ? State.Entries.Where(entry => entry.Value.IsKey).Select(entry => entry.Key) : [];
        var change = new Change(new Subject("keystore", Store.Path.Text), "the former password", "the new password") { Paths = [PathTo(State, next)] };
        await RunAsync(Script(JavaScripts.ChangePassword, [.. keys], next), change, next, cancellation);
    }

    /// <summary>Writes a signing request beside the store, which stays as it is.</summary>
    public async Task RequestAsync(CertificateRequestWish wish, Change change, CancellationToken cancellation)
    {
        string[] words = ["-certreq", "-alias", wish.Alias, "-keystore", Store.Path.Text, .. TypeWords, "-storepass:env", "STORE_PASSWORD", .. KeyPasswordWords, .. CertificateNames.SanExtension(CertificateNames.Of(wish.Sans))];
        var command = Command.Shell(JavaScripts.Request, [wish.Path.Text, _javaHome ?? "", .. words]) with { Environment = new Dictionary<string, string> { ["STORE_PASSWORD"] = Password.Reveal() } };
        var result = await _host.RunAsync(command, change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw new TaskFailedException($"{change.Subject}: {Reason(result)}") { Result = result, Subject = change.Subject.ToString() };
        }
    }

    /// <summary>Brings mode and owner to what was wished where no step did.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        if (Store.State is PathState.File file)
        {
            var wished = file with { Mode = _wished.Mode, Owner = _wished.Owner, Group = _wished.Group };
            if (!wished.SameAs(file))
            {
                await _host.PutAsync(new PathChange(Store.Path, file, wished), cancellation);
            }
        }
    }

    private static object Text(StoreEntry? entry) => entry is null ? "absent" : entry;

    private PathChange PathTo(StoreState state, Secret password) =>
        new(Store.Path, Store.State, _wished with { Content = new FutureStore(state, password, Why) { Former = Former } });

    private (Content Content, Secret Password)? Former => Store.State switch
    {
        PathState.File { Content: FutureStore future } => future.Former,
        PathState.File { Content.WhyUnknown: null } file => (file.Content, Password),
        _ => null,
    };

    private Command Script(string script, IReadOnlyList<string> words, Secret? other)
    {
        var environment = new Dictionary<string, string> { ["STORE_PASSWORD"] = Password.Reveal() };
        if (other is not null)
        {
            environment["NEW_PASSWORD"] = other.Reveal();
        }

        return Command.Shell(script, [Store.Path.Text, _javaHome ?? "", Mode.Octal(_wished.Mode), $"{_wished.Owner}:{_wished.Group}", .. words]) with { Environment = environment };
    }

    private async Task RunAsync(Command command, Change change, Secret passwordAfter, CancellationToken cancellation)
    {
        var result = await _host.RunAsync(command, change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw new TaskFailedException($"{change.Subject}: {Reason(result)}") { Result = result, Subject = change.Subject.ToString() };
        }

        Password = passwordAfter;
        Store = await StoreFile.SeeAsync(_host, Store.Path, cancellation);
        State = await Store.ReadAsync(Password, cancellation) ?? StoreState.Empty(State.Type);
    }

    // keytool says what is wrong on its standard output
    private static string Reason(CommandResult result) =>
        $"{result.Output}\n{result.Error}".Split('\n').LastOrDefault(line => line.StartsWith("keytool error:", StringComparison.Ordinal))?.Replace("java.lang.Exception: ", "")
        ?? result.Error.Trim().Split('\n').LastOrDefault(line => line.Length > 0)
        ?? $"keytool failed with exit code {result.ExitCode}";
}
