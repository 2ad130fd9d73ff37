// containers.cc: what of std::map, std::list and std::unordered_map lies in the
// C++ library: trees that are red and black (Guibas, Sedgewick, "A Dichromatic
// Framework for Balanced Trees", 1978), lists, and how many buckets there are.
#include <list>
#include <map>
#include <unordered_map>

namespace std
{

using node = _Rb_tree_node_base;

static node *next_of(node *x)
{
    if (x->_M_right)
        return node::_S_minimum(x->_M_right);
    node *up = x->_M_parent;
    while (x == up->_M_right) {
        x = up;
        up = up->_M_parent;
    }
    return x->_M_right != up ? up : x;
}

static node *before(node *x)
{
    if (x->_M_color == _S_red && x->_M_parent->_M_parent == x)
        return x->_M_right; // x is the end
    if (x->_M_left)
        return node::_S_maximum(x->_M_left);
    node *up = x->_M_parent;
    while (x == up->_M_left) {
        x = up;
        up = up->_M_parent;
    }
    return up;
}

node *_Rb_tree_increment(node *x) throw()
{
    return next_of(x);
}

const node *_Rb_tree_increment(const node *x) throw()
{
    return next_of(const_cast<node *>(x));
}

node *_Rb_tree_decrement(node *x) throw()
{
    return before(x);
}

const node *_Rb_tree_decrement(const node *x) throw()
{
    return before(const_cast<node *>(x));
}

static void replace_child(node *old, node *fresh, node *&root)
{
    if (old == root)
        root = fresh;
    else if (old == old->_M_parent->_M_left)
        old->_M_parent->_M_left = fresh;
    else
        old->_M_parent->_M_right = fresh;
}

static void rotate(node *x, bool left, node *&root)
{
    node *y = left ? x->_M_right : x->_M_left;
    node *&inner = left ? y->_M_left : y->_M_right;
    (left ? x->_M_right : x->_M_left) = inner;
    if (inner)
        inner->_M_parent = x;
    y->_M_parent = x->_M_parent;
    replace_child(x, y, root);
    inner = x;
    x->_M_parent = y;
}

static void balance_inserted(node *x, node *&root)
{
    while (x != root && x->_M_parent->_M_color == _S_red) {
        node *up = x->_M_parent, *top = up->_M_parent;
        bool left = up == top->_M_left;
        node *uncle = left ? top->_M_right : top->_M_left;
        if (uncle && uncle->_M_color == _S_red) {
            up->_M_color = uncle->_M_color = _S_black;
            top->_M_color = _S_red;
            x = top;
            continue;
        }
        if (x == (left ? up->_M_right : up->_M_left)) {
            x = up;
            rotate(x, left, root);
        }
        x->_M_parent->_M_color = _S_black;
        top->_M_color = _S_red;
        rotate(top, !left, root);
    }
    root->_M_color = _S_black;
}

void _Rb_tree_insert_and_rebalance(const bool left, node *x, node *up, node &header) throw()
{
    x->_M_parent = up;
    x->_M_left = x->_M_right = nullptr;
    x->_M_color = _S_red;
    if (left) {
        up->_M_left = x; // of the header: leftmost
        if (up == &header) {
            header._M_parent = x;
            header._M_right = x;
        } else if (up == header._M_left) {
            header._M_left = x;
        }
    } else {
        up->_M_right = x;
        if (up == header._M_right)
            header._M_right = x;
    }
    balance_inserted(x, header._M_parent);
}

static bool is_black(const node *x)
{
    return !x || x->_M_color == _S_black;
}

static void balance_erased(node *x, node *up, node *&root)
{
    while (x != root && is_black(x)) {
        bool left = x == up->_M_left;
        node *other = left ? up->_M_right : up->_M_left;
        if (other->_M_color == _S_red) {
            other->_M_color = _S_black;
            up->_M_color = _S_red;
            rotate(up, left, root);
            other = left ? up->_M_right : up->_M_left;
        }
        if (is_black(other->_M_left) && is_black(other->_M_right)) {
            other->_M_color = _S_red;
            x = up;
            up = up->_M_parent;
            continue;
        }
        if (is_black(left ? other->_M_right : other->_M_left)) {
            (left ? other->_M_left : other->_M_right)->_M_color = _S_black;
            other->_M_color = _S_red;
            rotate(other, !left, root);
            other = left ? up->_M_right : up->_M_left;
        }
        other->_M_color = up->_M_color;
        up->_M_color = _S_black;
        (left ? other->_M_right : other->_M_left)->_M_color = _S_black;
        rotate(up, left, root);
        break;
    }
    if (x)
        x->_M_color = _S_black;
}

// The one to erase has two children: the next takes its place and colour.
static void take_place(node *z, node *y, node *x, node *&up, node *&root)
{
    z->_M_left->_M_parent = y;
    y->_M_left = z->_M_left;
    if (y != z->_M_right) {
        up = y->_M_parent;
        if (x)
            x->_M_parent = up;
        up->_M_left = x;
        y->_M_right = z->_M_right;
        z->_M_right->_M_parent = y;
    } else {
        up = y;
    }
    replace_child(z, y, root);
    y->_M_parent = z->_M_parent;
    swap(y->_M_color, z->_M_color);
}

static void cut_out(node *z, node *x, node *&up, node &header)
{
    up = z->_M_parent;
    if (x)
        x->_M_parent = up;
    replace_child(z, x, header._M_parent);
    if (header._M_left == z)
        header._M_left = z->_M_right ? node::_S_minimum(x) : up;
    if (header._M_right == z)
        header._M_right = z->_M_left ? node::_S_maximum(x) : up;
}

node *_Rb_tree_rebalance_for_erase(node *const z, node &header) throw()
{
    bool both = z->_M_left && z->_M_right;
    node *y = both ? node::_S_minimum(z->_M_right) : z, *up = nullptr;
    node *x = both ? y->_M_right : z->_M_left ? z->_M_left : z->_M_right;
    if (both)
        take_place(z, y, x, up, header._M_parent);
    else
        cut_out(z, x, up, header);
    if (z->_M_color == _S_black)
        balance_erased(x, up, header._M_parent);
    return z;
}

namespace __detail
{
void _List_node_base::_M_hook(_List_node_base *at) noexcept
{
    _M_next = at;
    _M_prev = at->_M_prev;
    at->_M_prev->_M_next = this;
    at->_M_prev = this;
}

void _List_node_base::_M_unhook() noexcept
{
    _M_prev->_M_next = _M_next;
    _M_next->_M_prev = _M_prev;
}

void _List_node_base::_M_transfer(_List_node_base *first, _List_node_base *last) noexcept
{
    if (this == last)
        return;
    last->_M_prev->_M_next = this;
    first->_M_prev->_M_next = last;
    _M_prev->_M_next = first;
    _List_node_base *before = _M_prev;
    _M_prev = last->_M_prev;
    last->_M_prev = first->_M_prev;
    first->_M_prev = before;
}

void _List_node_base::_M_reverse() noexcept
{
    _List_node_base *at = this;
    do {
        std::swap(at->_M_next, at->_M_prev);
        at = at->_M_prev;
    } while (at != this);
}

// Where a list is empty, its node points to itself.
static void settle(_List_node_base &x, const _List_node_base &old)
{
    if (x._M_next == &old) {
        x._M_next = x._M_prev = &x;
    } else {
        x._M_next->_M_prev = &x;
        x._M_prev->_M_next = &x;
    }
}

void _List_node_base::swap(_List_node_base &x, _List_node_base &y) noexcept
{
    std::swap(x._M_next, y._M_next);
    std::swap(x._M_prev, y._M_prev);
    settle(x, y);
    settle(y, x);
}

size_t _Prime_rehash_policy::_M_next_bkt(size_t least) const
{
    static const size_t primes[] = {2,    5,    11,   23,    47,    97,    199,    409,
                                    823,  1741, 3469, 6949,  14033, 28411, 57557,  116731,
                                    236897, 480881, 976369};
    size_t count = least;
    for (size_t i = sizeof primes / sizeof *primes; i-- > 0;)
        if (primes[i] >= least)
            count = primes[i];
    _M_next_resize = static_cast<size_t>(static_cast<double>(count) *
                                         static_cast<double>(_M_max_load_factor));
    return count;
}

pair<bool, size_t> _Prime_rehash_policy::_M_need_rehash(size_t buckets, size_t elements,
                                                        size_t more) const
{
    if (elements + more <= _M_next_resize)
        return {false, 0};
    size_t least = static_cast<size_t>(static_cast<double>(elements + more) /
                                       static_cast<double>(_M_max_load_factor)) +
                   1;
    if (least <= buckets) {
        _M_next_resize = static_cast<size_t>(static_cast<double>(buckets) *
                                             static_cast<double>(_M_max_load_factor));
        return {false, 0};
    }
    return {true, _M_next_bkt(least > buckets * 2 ? least : buckets * 2)};
}
} // namespace __detail

// FNV-1a (Fowler, Noll, Vo).
size_t _Hash_bytes(const void *bytes, size_t size, size_t seed)
{
    const unsigned char *at = static_cast<const unsigned char *>(bytes);
    size_t hash = 14695981039346656037ull ^ seed;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 1099511628211ull;
    return hash;
}

} // namespace std
