using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Core.Running;

/// <summary>What a run works with.</summary>
/// <param name="Memory">What it knows.</param>
/// <param name="Variables">How it reads variables.</param>
/// <param name="Hosts">How it reaches hosts.</param>
/// <param name="Events">Where it tells what happens.</param>
/// <param name="Options">What the command line says.</param>
/// <param name="Time">The clock.</param>
public sealed record RunContext(RunMemory Memory, IVariableSource Variables, IHostPool Hosts, EventStream Events, RunOptions Options, TimeProvider Time);
