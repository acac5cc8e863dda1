using System.Runtime.Serialization;

namespace ApimOrchestrator.Modules.Java;

/// <summary>The formats of Java keystores that WSO2 servers take, named as the servers and keytool name them.</summary>
public enum StoreType
{
    /// <summary>Java's own format, the one WSO2's packs ship.</summary>
    [EnumMember(Value = "JKS")]
    Jks,

    /// <summary>The standard format; certificates in it can be read only with the password.</summary>
    [EnumMember(Value = "PKCS12")]
    Pkcs12,
}
