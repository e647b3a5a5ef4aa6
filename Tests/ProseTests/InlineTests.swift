import Testing

@testable import Prose

@Suite struct `Inlines follow CommonMark` {
  @Test(arguments: [
    Example("\\!\\#\\<\\>\\[\\`", "<p>!#&lt;&gt;[`</p>"),
    Example("\\a\\é\\«", "<p>\\a\\é\\«</p>"),
    Example("\\\\*emphasis*", "<p>\\<em>emphasis</em></p>"),
    Example("foo\\\nbar", "<p>foo<br>bar</p>"),
    Example("`` \\[\\` ``", "<p><code>\\[\\`</code></p>"),
    Example("&nbsp;&copy;&frac34;&hellip;&euro;", "<p>\u{A0}©¾…€</p>"),
    Example("&#35; &#1234; &#x22;", "<p># Ӓ \"</p>"),
    Example(
      "&nope; &copy &#; &#x; &#87654321;", "<p>&amp;nope; &amp;copy &amp;#; &amp;#x; &amp;#87654321;</p>"),
    Example("&#0; &#xD800;", "<p>\u{FFFD} \u{FFFD}</p>"),
    Example("&#42;foo&#42;", "<p>*foo*</p>"),
    Example("`f&ouml;`", "<p><code>f&amp;ouml;</code></p>"),
  ])
  func `escapes and entities`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("`foo`", "<p><code>foo</code></p>"),
    Example("`` foo ` bar ``", "<p><code>foo ` bar</code></p>"),
    Example("` `` `", "<p><code>``</code></p>"),
    Example("`  `", "<p><code>  </code></p>"),
    Example("`foo   bar \nbaz`", "<p><code>foo   bar  baz</code></p>"),
    Example("`foo\\`bar`", "<p><code>foo\\</code>bar`</p>"),
    Example("*foo`*`", "<p>*foo<code>*</code></p>"),
    Example("[not a `link](/foo`)", "<p>[not a <code>link](/foo</code>)</p>"),
    Example("```foo``", "<p>```foo``</p>"),
    Example("`foo``bar``", "<p>`foo<code>bar</code></p>"),
  ])
  func `code spans`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("*foo bar*", "<p><em>foo bar</em></p>"),
    Example("a * foo bar*", "<p>a * foo bar*</p>"),
    Example("a*\"foo\"*", "<p>a*\"foo\"*</p>"),
    Example("*\u{A0}a\u{A0}*", "<p>*\u{A0}a\u{A0}*</p>"),
    Example("*$*alpha.", "<p>*$*alpha.</p>"),
    Example("foo*bar*", "<p>foo<em>bar</em></p>"),
    Example("_foo bar_", "<p><em>foo bar</em></p>"),
    Example("foo_bar_", "<p>foo_bar_</p>"),
    Example("пристаням_стремятся_", "<p>пристаням_стремятся_</p>"),
    Example("foo-_(bar)_", "<p>foo-<em>(bar)</em></p>"),
    Example("_foo*", "<p>_foo*</p>"),
    Example("*(*foo*)*", "<p><em>(<em>foo</em>)</em></p>"),
    Example("_foo_bar_baz_", "<p><em>foo_bar_baz</em></p>"),
    Example("**foo bar**", "<p><strong>foo bar</strong></p>"),
    Example("** foo bar**", "<p>** foo bar**</p>"),
    Example("foo**bar**", "<p>foo<strong>bar</strong></p>"),
    Example("__foo, __bar__, baz__", "<p><strong>foo, <strong>bar</strong>, baz</strong></p>"),
    Example("*foo **bar** baz*", "<p><em>foo <strong>bar</strong> baz</em></p>"),
    Example("*foo**bar**baz*", "<p><em>foo<strong>bar</strong>baz</em></p>"),
    Example("*foo**bar*", "<p><em>foo**bar</em></p>"),
    Example("***foo** bar*", "<p><em><strong>foo</strong> bar</em></p>"),
    Example("*foo **bar***", "<p><em>foo <strong>bar</strong></em></p>"),
    Example("foo***bar***baz", "<p>foo<em><strong>bar</strong></em>baz</p>"),
    Example(
      "foo******bar*********baz", "<p>foo<strong><strong><strong>bar</strong></strong></strong>***baz</p>"),
    Example("**foo*", "<p>*<em>foo</em></p>"),
    Example("*foo****", "<p><em>foo</em>***</p>"),
    Example("______foo______", "<p><strong><strong><strong>foo</strong></strong></strong></p>"),
    Example("***foo***", "<p><em><strong>foo</strong></em></p>"),
    Example("*foo _bar* baz_", "<p><em>foo _bar</em> baz_</p>"),
    Example("**foo **bar baz**", "<p>**foo <strong>bar baz</strong></p>"),
    Example("*foo [bar*](/url)", "<p>*foo <a href=\"/url\">bar*</a></p>"),
    Example(
      "**a<https://foo.bar/?q=**>", "<p>**a<a href=\"https://foo.bar/?q=**\">https://foo.bar/?q=**</a></p>"),
  ])
  func emphasis(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("[link](/uri \"title\")", "<p><a href=\"/uri\" title=\"title\">link</a></p>"),
    Example("[link]()", "<p><a href=\"\">link</a></p>"),
    Example("[link](/my uri)", "<p>[link](/my uri)</p>"),
    Example("[link](</my uri>)", "<p><a href=\"/my%20uri\">link</a></p>"),
    Example("[link](foo(and(bar)))", "<p><a href=\"foo(and(bar))\">link</a></p>"),
    Example("[link](foo(and(bar))", "<p>[link](foo(and(bar))</p>"),
    Example("[link](#fragment)", "<p><a href=\"#fragment\">link</a></p>"),
    Example("[link](foo%20b&auml;)", "<p><a href=\"foo%20b%C3%A4\">link</a></p>"),
    Example("[link](/url \"t \\\"&quot;\")", "<p><a href=\"/url\" title=\"t &quot;&quot;\">link</a></p>"),
    Example("[link](   /uri\n  \"title\"  )", "<p><a href=\"/uri\" title=\"title\">link</a></p>"),
    Example("[link] (/uri)", "<p>[link] (/uri)</p>"),
    Example("[link [foo [bar]]](/uri)", "<p><a href=\"/uri\">link [foo [bar]]</a></p>"),
    Example("[foo [bar](/uri)](/uri)", "<p>[foo <a href=\"/uri\">bar</a>](/uri)</p>"),
    Example("![[[foo](uri1)](uri2)](uri3)", "<p><img src=\"uri3\" alt=\"[foo](uri2)\"></p>"),
    Example("*[foo*](/uri)", "<p>*<a href=\"/uri\">foo*</a></p>"),
    Example("[foo][bar]\n\n[bar]: /url", "<p><a href=\"/url\">foo</a></p>"),
    Example("[foo][BaR]\n\n[bar]: /url", "<p><a href=\"/url\">foo</a></p>"),
    Example("[foo] [bar]\n\n[bar]: /url", "<p>[foo] <a href=\"/url\">bar</a></p>"),
    Example("[*foo* bar][]\n\n[*foo* bar]: /url", "<p><a href=\"/url\"><em>foo</em> bar</a></p>"),
    Example("[[*foo* bar]]\n\n[*foo* bar]: /url", "<p>[<a href=\"/url\"><em>foo</em> bar</a>]</p>"),
    Example("[foo][bar][baz]\n\n[baz]: /url1\n[foo]: /url2", "<p>[foo]<a href=\"/url1\">bar</a></p>"),
    Example("\\[foo]\n\n[foo]: /url", "<p>[foo]</p>"),
    Example("![foo *bar*](/a.png \"t\")", "<p><img src=\"/a.png\" alt=\"foo bar\" title=\"t\"></p>"),
    Example("![foo]\n\n[foo]: /a.png", "<p><img src=\"/a.png\" alt=\"foo\"></p>"),
    Example("\\![foo](/u)", "<p>!<a href=\"/u\">foo</a></p>"),
    Example(
      "<https://a.b/?x=1&y=2>", "<p><a href=\"https://a.b/?x=1&amp;y=2\">https://a.b/?x=1&amp;y=2</a></p>"),
    Example("<a@b.example.org>", "<p><a href=\"mailto:a@b.example.org\">a@b.example.org</a></p>"),
    Example("< https://foo.bar >", "<p>&lt; https://foo.bar &gt;</p>"),
    Example("https://example.org", "<p>https://example.org</p>"),
    Example("foo  \n     bar", "<p>foo<br>bar</p>"),
    Example("foo \nbaz", "<p>foo\nbaz</p>"),
    Example("*foo  \nbar*", "<p><em>foo<br>bar</em></p>"),
    Example("`code  \nspan`", "<p><code>code   span</code></p>"),
    Example("### foo  ", "<h3 id=\"foo\">foo</h3>"),
  ])
  func `links, images and breaks`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "data:text/html,x",
    "file:///etc",
    "vbscript:x", "<java\tscript:x>", "\\javascript:x", "x:y",
  ])
  func `an unsafe address keeps its words and loses its link`(address: String) {
    let text = "[word](\(address))"
    #expect(!page(text).contains("<a") || address.hasPrefix("\\"))
    #expect(page(text).contains("word"))
    if !address.hasPrefix("\\") { #expect(codes(text) == ["unsafe-address"]) }
  }

  @Test(arguments: [
    "/a", "a/b.html", "#x", "?q=a:b", "./a:b", "a)b:c", ":x", "https://a.b", "HTTP://a.b", "mailto:a@b.c", "",
  ])
  func `safe addresses become links`(address: String) {
    #expect(page("[word](<\(address)>)").contains("<a href="))
    #expect(codes("[word](<\(address)>)") == [])
  }

  @Test(arguments: ["https://a.b/c.png", "//a.b/c.png", "\\\\\\\\a.b/c.png"])
  func `a picture on another host becomes a link`(address: String) {
    #expect(!page("![map](<\(address)>)").contains("<img"))
    #expect(codes("![map](<\(address)>)") == ["remote-image"])
  }
}
