import Testing

@testable import Prose

@Suite struct `Blocks follow CommonMark` {
  @Test(arguments: [
    Example("    code\n", "<pre><code>code\n</code></pre>"),
    Example("\tfoo\tbar\n", "<pre><code>foo\tbar\n</code></pre>"),
    Example("  - foo\n\n\tbar", "<ul><li><p>foo</p><p>bar</p></li></ul>"),
    Example("- foo\n\n\t\tbar", "<ul><li><p>foo</p><pre><code>  bar\n</code></pre></li></ul>"),
    Example(">\t\tfoo", "<blockquote><pre><code>  foo\n</code></pre></blockquote>"),
    Example("-\t\tfoo", "<ul><li><pre><code>  foo\n</code></pre></li></ul>"),
    Example("*\t*\t*\t", "<hr>"),
    Example("    a\n\n\n      b\n\n", "<pre><code>a\n\n\n  b\n</code></pre>"),
    Example("para\n    not code", "<p>para\nnot code</p>"),
    Example("    code\npara", "<pre><code>code\n</code></pre><p>para</p>"),
  ])
  func `tabs and indented code`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("***\n___\n - - -", "<hr><hr><hr>"),
    Example("+++", "<p>+++</p>"),
    Example("--\n**", "<p>--\n**</p>"),
    Example("_ _ _ _ a", "<p>_ _ _ _ a</p>"),
    Example("Foo\n***\nbar", "<p>Foo</p><hr><p>bar</p>"),
    Example("Foo\n---\nbar", "<h2 id=\"foo\">Foo</h2><p>bar</p>"),
    Example("- Foo\n- * * *", "<ul><li>Foo</li><li><hr></li></ul>"),
    Example("* Foo\n* * *\n* Bar", "<ul><li>Foo</li></ul><hr><ul><li>Bar</li></ul>"),
  ])
  func `thematic breaks`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("# a\n###### b", "<h1 id=\"a\">a</h1><h6 id=\"b\">b</h6>"),
    Example("####### a", "<p>####### a</p>"),
    Example("#5 bolt\n\n#tag", "<p>#5 bolt</p><p>#tag</p>"),
    Example("\\## a", "<p>## a</p>"),
    Example("# a *b* \\*c\\*", "<h1 id=\"a-b-c\">a <em>b</em> *c*</h1>"),
    Example("#      a     ", "<h1 id=\"a\">a</h1>"),
    Example("## a ##\n  ### b    ###   ", "<h2 id=\"a\">a</h2><h3 id=\"b\">b</h3>"),
    Example("### a ### b", "<h3 id=\"a-b\">a ### b</h3>"),
    Example("# a#", "<h1 id=\"a\">a#</h1>"),
    Example("### a \\###", "<h3 id=\"a\">a ###</h3>"),
    Example("a\n# b\nc", "<p>a</p><h1 id=\"b\">b</h1><p>c</p>"),
    Example(
      "## \n#\n### ###", "<h2 id=\"section\"></h2><h1 id=\"section-2\"></h1><h3 id=\"section-3\"></h3>"),
    Example("    # a", "<pre><code># a\n</code></pre>"),
    Example("A *b*\n=====", "<h1 id=\"a-b\">A <em>b</em></h1>"),
    Example("A\nb\n===", "<h1 id=\"a-b\">A\nb</h1>"),
    Example("a\n= =", "<p>a\n= =</p>"),
    Example("> a\n---", "<blockquote><p>a</p></blockquote><hr>"),
    Example("- a\n---", "<ul><li>a</li></ul><hr>"),
    Example("\n====", "<p>====</p>"),
    Example("\\> a\n------", "<h2 id=\"a\">&gt; a</h2>"),
  ])
  func headings(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("```\n<\n >\n```", "<pre><code>&lt;\n &gt;\n</code></pre>"),
    Example("~~~\n<\n~~~", "<pre><code>&lt;\n</code></pre>"),
    Example("``\nfoo\n``", "<p><code>foo</code></p>"),
    Example("```\naaa\n~~~\n```", "<pre><code>aaa\n~~~\n</code></pre>"),
    Example("````\naaa\n```\n``````", "<pre><code>aaa\n```\n</code></pre>"),
    Example("```", "<pre><code></code></pre>"),
    Example("```\n\n```\naaa", "<pre><code>\n</code></pre><p>aaa</p>"),
    Example("> ```\n> aaa\n\nbbb", "<blockquote><pre><code>aaa\n</code></pre></blockquote><p>bbb</p>"),
    Example("  ```\naaa\n  aaa\n   aaa\n  ```", "<pre><code>aaa\naaa\n aaa\n</code></pre>"),
    Example("```\naaa\n    ```", "<pre><code>aaa\n    ```\n</code></pre>"),
    Example("foo\n```\nbar\n```\nbaz", "<p>foo</p><pre><code>bar\n</code></pre><p>baz</p>"),
    Example("~~~ swift x=1\na\n~~~", "<pre><code class=\"language-swift\">a\n</code></pre>"),
    Example("``` aa ```\nfoo", "<p><code>aa</code>\nfoo</p>"),
  ])
  func `fenced code`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("> # a\n> b\n> c", "<blockquote><h1 id=\"a\">a</h1><p>b\nc</p></blockquote>"),
    Example("># a\n>b", "<blockquote><h1 id=\"a\">a</h1><p>b</p></blockquote>"),
    Example("> a\nb", "<blockquote><p>a\nb</p></blockquote>"),
    Example("> - a\n- b", "<blockquote><ul><li>a</li></ul></blockquote><ul><li>b</li></ul>"),
    Example(
      ">     a\n    b", "<blockquote><pre><code>a\n</code></pre></blockquote><pre><code>b\n</code></pre>"),
    Example(
      "> ```\na\n```", "<blockquote><pre><code></code></pre></blockquote><p>a</p><pre><code></code></pre>"),
    Example(">", "<blockquote></blockquote>"),
    Example("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
    Example("a\n> b", "<p>a</p><blockquote><p>b</p></blockquote>"),
    Example("> a\n>\nb", "<blockquote><p>a</p></blockquote><p>b</p>"),
    Example(
      "> > > a\nb", "<blockquote><blockquote><blockquote><p>a\nb</p></blockquote></blockquote></blockquote>"),
    Example(
      ">     code\n\n>    not code",
      "<blockquote><pre><code>code\n</code></pre></blockquote><blockquote><p>not code</p></blockquote>"),
  ])
  func `block quotes`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("- a\n- b\n+ c", "<ul><li>a</li><li>b</li></ul><ul><li>c</li></ul>"),
    Example("1. a\n2. b\n3) c", "<ol><li>a</li><li>b</li></ol><ol start=\"3\"><li>c</li></ol>"),
    Example("a\n- b", "<p>a</p><ul><li>b</li></ul>"),
    Example("The windows\n14. The doors", "<p>The windows\n14. The doors</p>"),
    Example("The windows\n1. The doors", "<p>The windows</p><ol><li>The doors</li></ol>"),
    Example("- a\n\n- b\n\n\n- c", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
    Example("- a\n  - b\n    - c", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"),
    Example("- a\n - b\n  - c\n   - d\n    - e", "<ul><li>a</li><li>b</li><li>c</li><li>d\n- e</li></ul>"),
    Example("* a\n*\n\n* c", "<ul><li><p>a</p></li><li></li><li><p>c</p></li></ul>"),
    Example("- a\n- b\n\n  [r]: /u\n- d", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>d</p></li></ul>"),
    Example(
      "- a\n- ```\n  b\n\n\n  ```\n- c",
      "<ul><li>a</li><li><pre><code>b\n\n\n</code></pre></li><li>c</li></ul>"),
    Example("- a\n  - b\n\n    c\n- d", "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>"),
    Example("* a\n  > b\n  >\n* c", "<ul><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ul>"),
    Example("1. ```\n   a\n   ```\n\n   b", "<ol><li><pre><code>a\n</code></pre><p>b</p></li></ol>"),
    Example("- one\n\n two", "<ul><li>one</li></ul><p>two</p>"),
    Example("- one\n\n  two", "<ul><li><p>one</p><p>two</p></li></ul>"),
    Example("-one\n\n2.two", "<p>-one</p><p>2.two</p>"),
    Example("1234567890. no", "<p>1234567890. no</p>"),
    Example("003. ok\n-1. no", "<ol start=\"3\"><li>ok\n-1. no</li></ol>"),
    Example("0. ok", "<ol start=\"0\"><li>ok</li></ol>"),
    Example(
      "-\n  foo\n-\n  ```\n  bar\n  ```", "<ul><li>foo</li><li><pre><code>bar\n</code></pre></li></ul>"),
    Example("-\n\n  foo", "<ul><li></li></ul><p>foo</p>"),
    Example("- foo\n-\n- bar", "<ul><li>foo</li><li></li><li>bar</li></ul>"),
    Example("foo\n*\n\nfoo\n1.", "<p>foo\n*</p><p>foo\n1.</p>"),
    Example(
      "> 1. > Quote\ncontinued",
      "<blockquote><ol><li><blockquote><p>Quote\ncontinued</p></blockquote></li></ol></blockquote>"),
    Example("- - foo", "<ul><li><ul><li>foo</li></ul></li></ul>"),
    Example("1. - 2. foo", "<ol><li><ul><li><ol start=\"2\"><li>foo</li></ol></li></ul></li></ol>"),
    Example(
      "- # Foo\n- Bar\n  ---\n  baz",
      "<ul><li><h1 id=\"foo\">Foo</h1></li><li><h2 id=\"bar\">Bar</h2>baz</li></ul>"),
  ])
  func lists(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("[foo]: /url \"title\"\n\n[foo]", "<p><a href=\"/url\" title=\"title\">foo</a></p>"),
    Example(
      "   [foo]: \n      /url  \n           'the title'  \n\n[foo]",
      "<p><a href=\"/url\" title=\"the title\">foo</a></p>"),
    Example(
      "[Foo bar]:\n<my url>\n'title'\n\n[Foo bar]", "<p><a href=\"my%20url\" title=\"title\">Foo bar</a></p>"),
    Example("[foo]:\n\n[foo]", "<p>[foo]:</p><p>[foo]</p>"),
    Example("[foo]: <>\n\n[foo]", "<p><a href=\"\">foo</a></p>"),
    Example("[foo]\n\n[foo]: first\n[foo]: second", "<p><a href=\"first\">foo</a></p>"),
    Example("[ΑΓΩ]: /φ\n\n[αγω]", "<p><a href=\"/%CF%86\">αγω</a></p>"),
    Example("[foo]: /url \"title\" ok", "<p>[foo]: /url \"title\" ok</p>"),
    Example("[foo]: /url\n\"title\" ok", "<p>\"title\" ok</p>"),
    Example("Foo\n[bar]: /baz\n\n[bar]", "<p>Foo\n[bar]: /baz</p><p>[bar]</p>"),
    Example(
      "# [Foo]\n[foo]: /url\n> bar",
      "<h1 id=\"foo\"><a href=\"/url\">Foo</a></h1><blockquote><p>bar</p></blockquote>"),
    Example("[foo]: /url\nbar\n===\n[foo]", "<h1 id=\"bar\">bar</h1><p><a href=\"/url\">foo</a></p>"),
    Example("> [foo]: /url\n\n[foo]", "<blockquote></blockquote><p><a href=\"/url\">foo</a></p>"),
    Example("[ẞ]\n\n[SS]: /url", "<p><a href=\"/url\">ẞ</a></p>"),
  ])
  func `link definitions`(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example("aaa\nbbb\n\n\nccc", "<p>aaa\nbbb</p><p>ccc</p>"),
    Example("  aaa\n             bbb", "<p>aaa\nbbb</p>"),
    Example("aaa     \nbbb     ", "<p>aaa<br>bbb</p>"),
    Example("aaa\r\nbbb\rccc", "<p>aaa\nbbb\nccc</p>"),
    Example("", ""),
    Example("\n  \n\t\n", ""),
    Example("\u{FEFF}a\0b", "<p>a\u{FFFD}b</p>"),
  ])
  func paragraphs(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    Example(
      "| a | b |\n|---|:-:|\n| 1 | 2 |",
      "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-center\">b</th></tr></thead>"
        + "<tbody><tr><td>1</td><td class=\"align-center\">2</td></tr></tbody></table>"),
    Example(
      "a | b\n:-- | --:\n\\| | `c`\n\nafter",
      "<table><thead><tr><th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead>"
        + "<tbody><tr><td class=\"align-left\">|</td><td class=\"align-right\"><code>c</code></td></tr></tbody></table><p>after</p>"
    ),
    Example(
      "| a | b |\n| - | - |\n| 1 |\n| 1 | 2 | 3 |\n> q",
      "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr><td>1</td><td></td></tr>"
        + "<tr><td>1</td><td>2</td></tr></tbody></table><blockquote><p>q</p></blockquote>"),
    Example(
      "intro\n| a |\n|---|", "<p>intro</p><table><thead><tr><th scope=\"col\">a</th></tr></thead></table>"),
    Example("| a | b |\n| --- |\n| c |", "<p>| a | b |\n| --- |\n| c |</p>"),
    Example("a | b\n\n---", "<p>a | b</p><hr>"),
  ])
  func tables(example: Example) { #expect(page(example.text) == example.page) }

  @Test(arguments: [
    ("<div>\n*a*\n</div>\n\nb", "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p><p>b</p>"),
    ("<script>\nalert(1)\n\n</script>", "<p>&lt;script&gt;\nalert(1)\n\n&lt;/script&gt;</p>"),
    ("<!-- a\n\nb -->", "<p>&lt;!-- a\n\nb --&gt;</p>"),
    ("<x-y>\n\na", "<p>&lt;x-y&gt;</p><p>a</p>"),
    ("a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=\"x\"&gt;c&lt;/b&gt;</p>"),
  ])
  func `HTML is shown as text and reported`(text: String, expected: String) {
    #expect(page(text) == expected)
    #expect(codes(text).contains("html-in-text"))
  }
}
