using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Egress.Emulator.ControlPlane;

/// <summary>Items by key, in the order in which they came. Never changed: a change makes a collection that shares with this one whatever stays.</summary>
internal sealed class OrderedItems<TKey, T>
    where TKey : notnull
{
    public static readonly OrderedItems<TKey, T> Empty = new(ImmutableDictionary<TKey, long>.Empty, ImmutableSortedDictionary<long, T>.Empty, 0);

    private readonly ImmutableDictionary<TKey, long> _places;
    private readonly ImmutableSortedDictionary<long, T> _items;
    private readonly long _next;

    private OrderedItems(ImmutableDictionary<TKey, long> places, ImmutableSortedDictionary<long, T> items, long next) => (_places, _items, _next) = (places, items, next);

    public int Count => _items.Count;
    public IEnumerable<T> Items => _items.Values;
    public IEnumerable<Placed<T>> OldestFirst => _items.Select(item => new Placed<T>(item.Key, item.Value));
    public IEnumerable<Placed<T>> NewestFirst => _items.Reverse().Select(item => new Placed<T>(-item.Key, item.Value));

    public bool Contains(TKey key) => _places.ContainsKey(key);

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out T item)
    {
        item = default;
        return _places.TryGetValue(key, out var place) && _items.TryGetValue(place, out item);
    }

    public T? Find(TKey key) => TryFind(key, out var item) ? item : default;

    /// <summary>In the place of the item that has this key already, or else last.</summary>
    public OrderedItems<TKey, T> With(TKey key, T item) => _places.TryGetValue(key, out var place)
        ? new(_places, _items.SetItem(place, item), _next)
        : new(_places.Add(key, _next), _items.Add(_next, item), _next + 1);

    public OrderedItems<TKey, T> Without(TKey key) => _places.TryGetValue(key, out var place) ? new(_places.Remove(key), _items.Remove(place), _next) : this;
}
