/// A GeoPackage made by GDAL (pyogrio 0.13): areas in EPSG:2270, one without shape, one of two parts, one
/// empty; points in UTM with times; a plain table.
enum GeoPackageFixture {
  /// Vacuumed to pages of 1024 bytes.
  static let file = PackedFile(
    """
    H4sIAAAAAAACA+1cf2wb1R1/53NipyWUlmYmlLZXbyHx6qTn8++UNn1NrqlLYjv+QZtm4F7ss32ufZeezyTpuqXpD9FuYl0lJN\
    ZBYR3SAAltmjTUCbSC2u0PxhgVEmOaRtG2agKGQPwqArSxd3f+HYcW2GAL91F8d9/v+77v+7537/t9X987JzwyxEkskRTEHCMR\
    dqAHGAY2EQQAwII+y0EFVvTRV9EYAF0/ki8GgzcPgsawgJ441oQudPglmb4G/1C90KBBwxeIFgM6GPWqb74jc5bjH6gXGjRoWN\
    C49lQSHZcdv60VnXD8WoA/iA+hkwYNX3a48cWmNabWDfK1cSLLcDwjSSI3XpDYvEJSJOXqttm6KU/E5ui1O3qd3h6X27NzVLe4\
    fWV76wYDgg5Jxtl8kmWkgqjUQ1TDinbHTrji3TfPb9t4Do4Emf5L46/DVYf2o8aXwpHdJx54cvOZmfR2bLFppamomhFZpqxZIR\
    opdjqdOyH3dsfpZcdWQdfR/U/fP9MHMxd33X3TvnG4aVjYcTK70nhhkeL/fwX4e/hr6KRBg4aFlejjJkwJW/givB1TA5HOiJta\
    lMih+b8GDV9e/1fz/wsAfxd/BZ00aNCwgHy/5Py6Rbqy9+MtGGIr7q/X1n8NGr7E679uH9CDF4HuA/Ci7gndITAAfnh5nbC52R\
    RdhwGOT7BTeaTixP9k1w/eoDOYOjuxw5MSM55lUxO7U7G4wEssL+VrCLw/RMMITUTg5iGaqCkiupS6MZ7JsUSE3hEh/AH0iQ4N\
    EcGQbxiGRomb6VFrgpGYmDQ9USdj5RJICZfkWFEtiPp9I1HammDzcZGbkDiBV/kD9BYYHYoQnZ3WLJOXYvE0w6dYYgBZFfEN05\
    VGS4JdeUlMSlyO7ersGO3uyHV3JCIdW3s7hns7kjs7rZ28MNlpsVhzHB+bIgYCUdQxKyFT0yUqx0xVFyGqXJQX8zEuQfj8EXqQ\
    Dln7A/5wJAQRSSR3x1LxmBgrSmwJhGjfoF8eAmSRwrMQIXoLHaL9/XRYHcr8BCNxTDYmsslYfjpfkpP3l43ybfLqm03DnaXZtC\
    fLSWyMKUiCQsdq7kaMqiGbvPiVV7XVkPoDOGYwOZ3YQUtlctRZ2oinmztV6iTUgZg7X+pGtfE8EsQUw3N7mcrMKFevLkLdEMQE\
    aqyRQjS7khzPKSrqdNTPO4uS/2NrALYG/xX2GPY1cBfYDHqv0L+M6gmbWsDhc/YrTQbTunXY7FhlmggpsTaOVDOa506Q6uIrCy\
    fFp7uoVoGXyje45PuyuOUQMBhMbjd2x+qKYSlWyLGSOI3qZQs5Pt+QuWiugfUi8wc9qyrRqKSsRA6Dn2D+W/cSEZ9/VI4uZVZu\
    LqsqCE3sViyWrc1XD1u12VaiylJLde2CEsKqOqjG5OrKlrkhT+Jrg12V8JyA1+BeN9CIhuNTxc+yoKV2GW4Y/aqnXjECVrMMsv\
    /r8N8C/CI6aNCg4f8U1+kM7W0mndGopvhygAwGULSZSV+PEp22lahEyfjlgkE6MExHQqPq/p9O/v7/lvbtX4OGhYcl+vY2rBIT\
    dK16U1tLORKo/v+a8vxPGysNGhYu5tv/02PHAN6Nd2APoQsNXyRM+ibQs8Q4GARLLxgBwPAiP3FgL94MDotLWlARLhfdcGzZ6Y\
    63OTi+76a7d13MQDhz/9P7j7rgquzJHcLwJog1y5EdFHXIF/Kr3j97e/Yfzy2vSGeNT5BfD2fgzpble1dvd8OXmdT6j8gMfPix\
    w2eOvOyFpVa+d8uuPxy5wQvr68u/B2FHH1/+/ooMtD08OTXEuGHziZMDR9ZmoPc7f5MO3OWGrzwcIVu/moGvdF1zbqnXA+vlaw\
    w8/s5VN/7zNxm47fnHTx54dWO5e1v2n9q+NtoHA0+9umvPc5lyN32P/Hpp9y8ycDZ14L6R6zbB+vrKD1ZO+T8knsrAo3t+ip28\
    pQ++t6jF/cvzGdj3wL5jvXv64GFs69Cm3yH6zz/pevRsH6yXjzfrkGlLjOOzQTSqB1dVbsKNQve3f85nYPqZ5wvMsxkYfGF86n\
    SnBwrNz9yz6+j62q71SfdeHD1eESpV6jlOv7TlQw/0ROk31j+SKVcuKX/humcvffN0L6yvL3dt452Rqe4fZOAKy6ShB3jhtx4P\
    /v6hBzPw+rVnv/+Swwvv3G7D3rgvA/+y+c299/7RC+vlGW3/X4OGhYrL7/+r/p8A+Dn8x+ikQYOG/zBuwpvAFqwPJQ1YegbIP7\
    AFYBn67D+0Cr4+fqmfCY5AnCIpRzdp6yapCGnvJR29pLObdPWS5Go5+cD6dPMKrMeQ+pZa9Wc3bjv/5rsr4JnNTz5wYvcInLey\
    7P/N2AzAH8Uzuj/pjmDvIULD54XbWw0mkwmbvVnZKVIitXJYWrNHZ1Z4ZqKLMCe5hLm8g1a99QWjkYDPj6oN09W7ZoSZKcsjYt\
    ysbvvOXn2VwdTejs1OlhqOl36ksmRO04j5KduWnzCZCeUxNKL4aksm0yyiS+83WIKLm01r12KjijnFraw8u6fA8vF68uoaA+sK\
    u5S9P0RZZlsXqWM7rehUljv1K29tBxXeZ+pf6Wm63EXUujrEiBAm5C5uDgSGaOi3+FqaTbe6P3azrn4btvi2Qz37Kp/xk6uyNW\
    QvVvf/3gL4++igQYOGBY4mnR5gQNeE6UHLkikl/wcBgN+Db0Cnz4rDmeO3GftAm+671wI/HPDYiXVEQGRTAk+EhYKUJrqSkoUO\
    hgeNF4KhwLb+8Jh5XjGzFQXWwbKI2YoWi+gwogRRSsdgjhW5OMPHBhipkIvZvLJEOLiVDgV8A2PmwVCYQDzSbHXZ3R6b3W2lvJ\
    4eyummKMpG2qwopG8NhHyR0TGzbI7ZanaTNq/51lsblLgol1IiLwk0MmBQZFl+kounzVaygbjHS9pk8ajfFxkzJ9gUEkeSPaTN\
    7XDaKS/ltHm9Dru9QVWvjaIa2+Ao2xDYRvdHfAH/mHmIyY2zohTrF3jl/7dk5SsuHqPCQTOShCGIliU6NGbOMhInFRJsTEjGBJ\
    FLoVzC6rD1uKrgrqkQZ3lJRPrkMU5wDBLvtlFkj7NGKC8xfIIRE7EJBslm2WzMhtQ6LiNDIRmqx16NmhpJJptnY2hJljg+hWS9\
    lI1yens8jkZivDwVFDmyNN5JQZDk0baTDk+jESZJdYR3+NDEokvN0DAcKTH9ZaX+QCiytdHdoCg3ibR8Axg2gDbj6lyUV165Yx\
    MEWmBTIjOR5uJEOBT2B/x0oVRWaCSkvMcn/8KYJUQ2yYpyDkPkp/MSmxv7qATDetCGrd5daaWfESU2j25MqZGPGrRSEfqYRmT/\
    x3RpgP40aPiv4eDyU8mWtWhhOMTNrtw+GCY8DtkNEqzExWWnuubvpWCvFpajPSLl4O6oDu4lkTmh3e502RuGdjs5T2i3U67POb\
    QrMWaoGJErMUZlC3yqyC9GpLkLgWpxtiS5rhTcq7w8T3A8kWDjHFoTCNXKPIHWVinNEsWxz0+kWVHgEor/YwcA+tPwheDQ9Oy/\
    0kY3co2jXlC8O+uIaGSY2CvwLGFz+eU7P5Mu5UsNRSq50kJ3n/kcoiYziogMn7+dFVGKMMyKcUYSxMtnROTlUiBPbZKUjzNZNp\
    Zk4rJ21Auv1+v6uFTGScq4sixG/pKOhsbWOIOxffYMBg2aTR62fwOyfAKUAFAAAA==
    """)
}
