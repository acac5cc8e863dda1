using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Python's generator of random numbers for a seed: the same seed gives the same numbers there and here. MT19937 of Matsumoto and Nishimura, seeded as Python 3 does.</summary>
internal sealed class PythonRandom
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public PythonRandom(object? seed)
    {
        var number = seed switch
        {
            long whole => BigInteger.Abs(whole),
            string text => new BigInteger([.. Encoding.UTF8.GetBytes(text), .. SHA512.HashData(Encoding.UTF8.GetBytes(text))], isUnsigned: true, isBigEndian: true),
            _ => throw new ValueProblem($"a seed is a text or a whole number, not {TypeName.Of(seed)}"),
        };
        var bytes = number.ToByteArray(isUnsigned: true);
        var key = new uint[Math.Max(1, (bytes.Length + 3) / 4)];
        for (var i = 0; i < bytes.Length; i++)
        {
            key[i / 4] |= (uint)bytes[i] << (8 * (i % 4));
        }

        Fill(19650218);
        Mix(key);
    }

    /// <summary>A number from 0 up to, not including, a bound above 0.</summary>
    public long Below(long bound)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)bound);
        ulong drawn;
        do
        {
            drawn = bits <= 32 ? Draw() >> (32 - bits) : Draw() | ((ulong)(Draw() >> (64 - bits)) << 32);
        }
        while (drawn >= (ulong)bound);
        return (long)drawn;
    }

    private void Fill(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++)
        {
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    private void Mix(uint[] key)
    {
        var at = 1;
        for (var i = 0; i < Math.Max(Size, key.Length); i++)
        {
            _state[at] = (_state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * 1664525u)) + key[i % key.Length] + (uint)(i % key.Length);
            at = Next(at);
        }

        for (var i = 1; i < Size; i++)
        {
            _state[at] = (_state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * 1566083941u)) - (uint)at;
            at = Next(at);
        }

        _state[0] = 0x80000000u;
    }

    private int Next(int at)
    {
        if (at + 1 < Size)
        {
            return at + 1;
        }

        _state[0] = _state[Size - 1];
        return 1;
    }

    private uint Draw()
    {
        if (_next == Size)
        {
            Twist();
        }

        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7fffffffu);
            _state[i] = _state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
        }

        _next = 0;
    }
}
